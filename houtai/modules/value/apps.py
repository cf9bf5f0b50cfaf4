from django.apps import AppConfig


class ValueConfig(AppConfig):
    name = "houtai.modules.value"
    label = "value"
