from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "houtai.core.workspaces"
    label = "workspaces"

    def ready(self) -> None:
        from houtai.core.workspaces import guards, links, switches
        from houtai.core.workspaces.engines import triggers

        guards.install()
        triggers.install()
        links.install()
        switches.install()
