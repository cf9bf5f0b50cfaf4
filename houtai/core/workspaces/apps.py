from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "houtai.core.workspaces"
    label = "workspaces"
