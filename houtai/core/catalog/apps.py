from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "houtai.core.catalog"
    label = "catalog"
