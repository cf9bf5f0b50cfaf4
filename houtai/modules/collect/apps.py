from django.apps import AppConfig


class CollectConfig(AppConfig):
    name = "houtai.modules.collect"
    label = "collect"
