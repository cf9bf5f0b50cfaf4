from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "houtai.core.ui"
    label = "ui"
