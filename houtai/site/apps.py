import gc

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "houtai.site"
    label = "houtai_site"

    def ready(self) -> None:
        from houtai.site import choosers, pages

        choosers.install()
        pages.install()
        # What was loaded stays, so it need never be looked through again; the command line left off until here.
        gc.freeze()
        gc.enable()
