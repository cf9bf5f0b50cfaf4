from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StrategiesConfig(AppConfig):
    name = "houtai.modules.strategies"
    label = "strategies"
    verbose_name = _("Strategies")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from houtai.core.work.choices import register_chooser
        from houtai.core.work.views.doors import SubjectPolicy
        from houtai.modules.strategies.models import Strategy
        from houtai.modules.strategies.models.trial import odds

        register_chooser(odds)
        register_permission_policy(Strategy, SubjectPolicy(Strategy))
