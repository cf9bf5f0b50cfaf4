from django.apps import AppConfig


class StrategiesConfig(AppConfig):
    name = "houtai.modules.strategies"
    label = "strategies"
