from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "houtai.site"
    label = "houtai_site"
