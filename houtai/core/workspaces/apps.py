from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "houtai.core.workspaces"
    label = "workspaces"

    def ready(self) -> None:
        from houtai.core.workspaces import guards, links

        guards.install()
        links.install()
