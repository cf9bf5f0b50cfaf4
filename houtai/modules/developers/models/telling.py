"""Follows the decision log for each webhook: what it is to be told becomes a delivery, once."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actors import SYSTEM
from houtai.core.work.models import Decision
from houtai.core.work.told import told
from houtai.modules.developers.models.delivery import Delivery
from houtai.modules.developers.models.webhook import Webhook

AT_ONCE = 500
PUBLIC = "published"


def follow(*, now: datetime) -> int:
    """Returns how many deliveries were made. Any number of workers may do so at a time, and be killed."""
    return sum(follow_one(key, now=now) for key in Webhook.objects.on().values_list("pk", flat=True))


def follow_one(key: int, *, now: datetime) -> int:
    made = 0
    while True:
        with transaction.atomic():
            webhook = Webhook.objects.on().select_for_update().filter(pk=key).first()
            new = list(newer(webhook)) if webhook else []
            if webhook is None or not new:
                return made
            owner = webhook.owner
            if owner is None:
                catalog.action("developers.pause_webhook").run(webhook, by=SYSTEM, because=_("Nobody answers for it."))
                return made
            rows = [made_of(webhook, decision, kind, now) for decision, kind in wanted(webhook, new, owner)]
            made += len(Delivery.objects.bulk_create(rows, ignore_conflicts=True))
            Webhook.objects.filter(pk=key).update(followed=new[-1].pk)


def newer(webhook: Webhook) -> Any:
    return Decision.objects.filter(pk__gt=webhook.followed).select_related("subject").order_by("pk")[:AT_ONCE]


def wanted(webhook: Webhook, new: list[Decision], owner: Any) -> list[tuple[Decision, str]]:
    """Decisions with the kind under which they are told. What readers see is told to all; the rest within sight."""
    done = [row for row in new if row.mode == "done" and not row.simulated]
    named = [row.pk for row in done if row.action in webhook.decisions]
    seen = set(Decision.objects.visible_to(owner).filter(pk__in=named).values_list("pk", flat=True)) if named else ()
    kinds = [(row, change(row)) for row in done]
    return [
        (row, f"{row.subject.kind.rpartition('.')[2]}.{kind}" if kind in webhook.events else row.action)
        for row, kind in kinds
        if kind in webhook.events or row.pk in seen
    ]


def change(decision: Decision) -> str:
    """What readers saw of it: published, updated, withdrawn, or "" for nothing."""
    was, now = decision.effect.get("was"), decision.effect.get("now")
    if decision.subject.published is None or PUBLIC not in (was, now):
        return ""
    if now != PUBLIC:
        return "withdrawn"
    return "updated" if was == PUBLIC else "published"


def made_of(webhook: Webhook, decision: Decision, kind: str, now: datetime) -> Delivery:
    state = decision.effect.get("now") or decision.subject.state
    subject = {**told(decision.subject), "state": state, "version": decision.version}
    data = {"decision": decision.pk, "action": decision.action, "at": decision.at, "subject": subject}
    return Delivery(webhook=webhook, decision=decision.pk, type=kind, body=body(kind, now, data), at=now, due=now)


def body(kind: str, at: datetime, data: dict[str, Any]) -> str:
    return json.dumps({"type": kind, "timestamp": at, "data": data}, cls=DjangoJSONEncoder, ensure_ascii=False)


def trial(webhook: Webhook, *, at: datetime) -> Delivery:
    """A delivery that tells of nothing."""
    return Delivery.objects.create(webhook=webhook, type="test", body=body("test", at, {}), at=at, due=at)
