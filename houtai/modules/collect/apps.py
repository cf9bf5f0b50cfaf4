from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class CollectConfig(AppConfig):
    name = "houtai.modules.collect"
    label = "collect"
    verbose_name = pgettext_lazy("module", "Collection")

    def ready(self) -> None:
        from houtai.core.work import columns
        from houtai.modules.collect.models import Source

        columns.follow(Source.objects.called)
