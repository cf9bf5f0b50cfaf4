from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "houtai.modules.content"
    label = "content"
