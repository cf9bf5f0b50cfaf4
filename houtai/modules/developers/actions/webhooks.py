"""Telling other programs, and no longer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.core.workspaces.tasks import enqueue
from houtai.modules.developers import tasks
from houtai.modules.developers.models import Delivery, DeliveryState, Webhook
from houtai.modules.developers.models.telling import trial
from houtai.modules.developers.models.webhook import State


class OnWebhook:
    subject: ClassVar[str] = "developers.webhook"
    permission: ClassVar[str] = "developers.change_webhook"


class MakeWebhook(OnWebhook, Action):
    name = "developers.make_webhook"
    label = _("Make a webhook")
    about = _("The address is told what is decided from now on.")
    icon = "plus"
    permission = "developers.add_webhook"
    inverse = "developers.pause_webhook"
    from_states = frozenset({"new"})

    def perform(self, target: Webhook, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        target.begin()
        target.save()
        return {}

    def make(self, webhook: Webhook, *, by: Any) -> str:
        """Its secret, which is shown once. webhook: filled in and not saved. Raises a Refused; then there is none."""
        with transaction.atomic():
            webhook.user, secret = by, webhook.renew()
            webhook.save()
            self.run(webhook, by=by, url=webhook.url, events=webhook.events, decisions=webhook.decisions)
        return secret


class PauseWebhook(OnWebhook, Action):
    """What waits is kept. failing: it could not be told; its owner hears of it."""

    name = "developers.pause_webhook"
    label = _("Turn off")
    about = _("Nothing is sent until it is turned on again; what is decided meanwhile is not told afterwards.")
    inverse = "developers.resume_webhook"
    icon = "cross"
    from_states = frozenset({"on"})

    def perform(
        self, target: Webhook, *, at: datetime, actor: Actor, failing: bool = False, **_context: Any
    ) -> dict[str, Any]:
        target.state = State.FAILING if failing else State.OFF
        target.save()
        if failing:
            enqueue(tasks.tell, target.pk)
        return {}


class ResumeWebhook(OnWebhook, Action):
    name = "developers.resume_webhook"
    label = _("Turn on")
    about = _("The address is told what is decided from now on, and what still waits.")
    inverse = "developers.pause_webhook"
    icon = "check"
    from_states = frozenset({"off", "failing"})

    def perform(self, target: Webhook, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        target.begin()
        target.save()
        return {}


class DeleteWebhook(OnWebhook, Action):
    name = "developers.delete_webhook"
    label = _("Delete")
    about = _("For good, with its deliveries. Its secret is worth nothing any more.")
    icon = "bin"

    def perform(self, target: Webhook, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        target.delete()
        return {}


class SendTest(OnWebhook, Action):
    name = "developers.send_test"
    label = _("Send a test")
    about = _("A message of the kind “test”, signed like every other, within seconds.")
    icon = "mail"
    from_states = frozenset({"on"})

    def perform(self, target: Webhook, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        made = trial(target, at=at)
        enqueue(tasks.send)
        return {"delivery": made.pk}


class SendAgain(OnWebhook, Action):
    name = "developers.send_again"
    label = _("Send again")
    about = _("Under the same webhook-id, so a receiver that has it already drops it.")
    icon = "resubmit"
    from_states = frozenset({"on"})

    def perform(
        self, target: Webhook, *, at: datetime, actor: Actor, delivery: int = 0, **_context: Any
    ) -> dict[str, Any]:
        rows = Delivery.objects.filter(webhook=target, pk=delivery)
        if not rows.update(state=DeliveryState.WAITING, due=at, tries=0):
            raise NotPossible(__("This delivery is no longer there."))
        enqueue(tasks.send)
        return {"delivery": delivery}
