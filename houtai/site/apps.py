import gc

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "houtai.site"
    label = "houtai_site"

    def ready(self) -> None:
        from houtai.site import choosers, pages

        choosers.install()
        pages.install()
        # What was loaded stays, so it need never be looked through again; the command line left off until here. Pages
        # leave few cycles: looking for them as often as Python does by itself takes a tenth of their time.
        gc.freeze()
        gc.set_threshold(10_000, 20, 50)
        gc.enable()
