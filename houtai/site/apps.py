from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "houtai.site"
    label = "houtai_site"

    def ready(self) -> None:
        from houtai.site import choosers

        choosers.install()
