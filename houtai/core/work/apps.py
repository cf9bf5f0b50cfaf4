from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "houtai.core.work"
    label = "work"
