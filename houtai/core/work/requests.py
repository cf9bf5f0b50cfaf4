"""Second persons: asking, agreeing and refusing are actions themselves, and requests wait in a queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.catalog import catalog
from houtai.core.catalog.words import Fact
from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NobodyElse, NotAllowed, NotPossible
from houtai.core.work.models import Request
from houtai.core.work.models.request import LASTS
from houtai.core.work.queues import Queue


class Ask(Action):
    """Not offered to people by itself: an action that needs a second person runs it."""

    name = "work.ask"
    label = _("Ask a second person")

    def perform(
        self,
        target: Any,
        *,
        at: datetime,
        actor: Actor,
        action: str = "",
        asked: Any = None,
        reason: str = "",
        **_: Any,
    ) -> dict[str, Any]:
        if not catalog.offers(action) or actor.kind != "person":
            raise NotAllowed
        subject = target.subject
        if Request.objects.waiting().filter(about=subject, action=action, expires_at__gt=at).exists():
            raise NotPossible(say("This was asked for already, and waits for a second person."))
        if not somebody_else(actor.user, target):
            raise NobodyElse
        request = Request.objects.create(
            about=subject,
            action=action,
            inputs=asked or {},
            because=reason,
            seen=subject.version,
            asked_by=actor.user,
            asked_at=at,
            expires_at=at + LASTS,
        )
        return {"request": request.pk}


def somebody_else(user: Any, target: Any) -> bool:
    """Whether another person may agree to what this one asks for, and sees the target."""
    users = get_user_model()._default_manager.with_perm(
        "work.decide_request", backend="django.contrib.auth.backends.ModelBackend"
    )
    return any(Actor.of(other).sees(target) for other in users.exclude(pk=user.pk))


class Answer(Action):
    """What agreeing and refusing share: only people do it, and never the one who asked."""

    subject = "work.request"
    permission = "work.decide_request"
    from_states = frozenset({"waiting"})
    state = ""

    def perform(self, target: Any, *, at: datetime, actor: Actor, **_: Any) -> dict[str, Any]:
        if actor.user == target.asked_by or actor.kind != "person":
            raise NotAllowed(say("You asked for this yourself; another person must answer."))
        target.state = self.state
        target.save()
        return {}


class Approve(Answer):
    name = "work.approve"
    label = _("Agree")
    icon = "check"
    key = "a"
    state = "granted"

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        if at > target.expires_at:
            raise NotPossible(say("This came too late; it must be asked for again."))
        super().perform(target, at=at, actor=actor, **inputs)
        asker = Actor(kind="person", user=target.asked_by, simulated=actor.simulated)
        context = {"because": target.because, "seen": target.seen, "at": at}
        decision = catalog.action(target.action).run(
            target.about, by=asker, second=actor.user, **context, **target.inputs
        )
        return {"decision": decision.id}


class Refuse(Answer):
    name = "work.refuse"
    label = _("Refuse")
    icon = "cross"
    key = "r"
    state = "refused"


class Requested(Queue):
    name = "work.requested"
    label = _("For a second person")
    about = _("What one person asked for and another must agree to.")
    subject = "work.request"
    permission = "work.decide_request"
    icon = "group"
    choices = ("work.approve", "work.refuse")
    people_only = True
    known = (
        Fact(name="asked_by", label=_("Asked by"), kind="text"),
        Fact(name="action", label=_("Action"), kind="text"),
        Fact(name="hours_left", label=_("Hours left"), unit=_("h")),
    )

    def waiting(self) -> Any:
        return Request.objects.waiting().select_related("about", "asked_by").order_by("asked_at", "pk")

    def facts(self, items: Sequence[Any], *, now: datetime) -> Mapping[Any, dict[str, Any]]:
        return {
            item.pk: {
                "asked_by": str(item.asked_by),
                "action": str(item.wanted),
                "hours_left": round((item.expires_at - now).total_seconds() / 3600, 1),
            }
            for item in items
        }
