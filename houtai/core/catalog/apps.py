from django.apps import AppConfig
from django.core.checks import register


class CatalogConfig(AppConfig):
    name = "houtai.core.catalog"

    def ready(self) -> None:
        from houtai.core.catalog.checks import check_catalog

        register(check_catalog)
