"""Second persons: asking, agreeing and refusing are actions themselves, and requests wait in a queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
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
    name = "work.ask"
    label = _("Ask a second person")

    def perform(
        self, target: Any, *, at: datetime, actor: Actor, action: str = "", asked: Any = None, **_: Any
    ) -> dict[str, Any]:
        users = get_user_model()._default_manager.with_perm(
            "work.decide_request", backend="django.contrib.auth.backends.ModelBackend"
        )
        if not users.exclude(pk=actor.user.pk).exists():
            raise NobodyElse
        subject = target.subject
        request = Request.objects.create(
            about=subject,
            action=action,
            inputs=asked or {},
            seen=subject.version,
            asked_by=actor.user,
            asked_at=at,
            expires_at=at + LASTS,
        )
        return {"request": request.pk}


class Answer(Action):
    """What agreeing and refusing share: never the person who asked, never too late."""

    subject = "work.request"
    permission = "work.decide_request"
    from_states = frozenset({"waiting"})
    state = ""

    def perform(self, target: Any, *, at: datetime, actor: Actor, **_: Any) -> dict[str, Any]:
        if actor.user == target.asked_by or actor.kind != "person":
            raise NotAllowed
        if at > target.expires_at:
            raise NotPossible
        target.state = self.state
        target.save()
        return {}


class Approve(Answer):
    name = "work.approve"
    label = _("Agree")
    icon = "tick"
    key = "a"
    state = "granted"

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        super().perform(target, at=at, actor=actor, **inputs)
        decision = catalog.action(target.action).run(
            target.about,
            by=target.asked_by,
            second=actor.user,
            because=target.because,
            seen=target.seen,
            at=at,
            **target.inputs,
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
                "action": str(catalog.action(item.action).label),
                "hours_left": round((item.expires_at - now).total_seconds() / 3600, 1),
            }
            for item in items
        }
