from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class DevelopersConfig(AppConfig):
    name = "houtai.modules.developers"
    label = "developers"
    verbose_name = _("Developers")

    def ready(self) -> None:
        from houtai.core.work.api.callers import keys_are_found_by
        from houtai.core.work.models import Decision
        from houtai.modules.developers.models.key import caller_of

        keys_are_found_by(caller_of)
        post_save.connect(decided, sender=Decision, dispatch_uid="developers.decided")


def decided(instance: Any, **_more: Any) -> None:
    """Webhooks need not wait for the next minute. That nothing is missed is up to the log, not to this."""
    from houtai.modules.developers.models import Webhook
    from houtai.modules.developers.tasks import send_soon

    if Webhook.objects.any_listen():
        send_soon(instance.pk)
