from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "houtai.site"
    label = "houtai_site"

    def ready(self) -> None:
        from houtai.site import choosers, pages

        choosers.install()
        pages.install()
