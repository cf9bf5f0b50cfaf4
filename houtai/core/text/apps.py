from django.apps import AppConfig


class TextConfig(AppConfig):
    name = "houtai.core.text"
    label = "text"
