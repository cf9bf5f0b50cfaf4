from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class PushAppConfig(AppConfig):
    name = "houtai.modules.push"
    label = "push"
    verbose_name = _("Push")

    def ready(self) -> None:
        from houtai.modules.push.models import Delivery

        post_delete.connect(leave_the_books, sender=Delivery, dispatch_uid="push.books")


def leave_the_books(instance: Any, **_more: Any) -> None:
    """Whoever is erased is erased from the books too, or these would never add up again."""
    from houtai.modules.push.models import Push

    Push.leave_out(instance.push_id)
