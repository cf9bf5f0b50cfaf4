from django.apps import AppConfig


class TextConfig(AppConfig):
    name = "houtai.core.text"
    label = "text"

    def ready(self) -> None:
        from houtai.core.text import comparing
        from houtai.core.text.pictures import filed, renditions

        comparing.install()
        renditions.install()
        filed.install()
