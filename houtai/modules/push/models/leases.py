"""Taking deliveries to make them: one worker at a time has each, and only for a while."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from houtai.modules.push.models.delivery import Delivery, DeliveryState
from houtai.modules.push.models.push import Push

LEASE = timedelta(minutes=5)
# Sent again under the same key they replace what is there; a second e-mail is a second e-mail.
REPEATABLE = ("webpush", "webhook")
UNKNOWN = "unknown whether it went out, so it is not sent again"


def take(*, now: datetime, worker: str, limit: int, simulated: bool, channels: Collection[str]) -> list[Delivery]:
    """Take what is due, the most urgent first, until `now` + LEASE."""
    with transaction.atomic():
        due = Delivery.objects.filter(
            state=DeliveryState.WAITING, due__lte=now, push__simulated=simulated, channel__in=channels
        )
        order = due.order_by("-push__priority", "due", "pk").select_for_update(skip_locked=True, of=("self",))
        keys = list(order.values_list("pk", flat=True)[:limit])
        rows = Delivery.objects.filter(pk__in=keys, state=DeliveryState.WAITING)
        rows.update(state=DeliveryState.SENDING, lease=now + LEASE, worker=worker, tries=F("tries") + 1)
    return list(Delivery.objects.filter(pk__in=keys).select_related("push__subject", "reader"))


def held(rows: Collection[Delivery]) -> Any:
    """Of these, those that the worker still has: a lease may have run out meanwhile, and another took it."""
    first = next(iter(rows), None)
    still = Delivery.objects.filter(pk__in=[row.pk for row in rows], state=DeliveryState.SENDING)
    return still.filter(worker=first.worker, lease=first.lease) if first else still.none()


def tidy(*, now: datetime, simulated: bool) -> set[int]:
    """Take back what dead workers had, and let expire what is too late. Returns the pushes (keys) this concerned."""
    open_ = Delivery.objects.filter(push__simulated=simulated)
    lost = open_.filter(state=DeliveryState.SENDING, lease__lte=now)
    late = open_.filter(state=DeliveryState.WAITING, push__expires__lte=now)
    touched = set(lost.values_list("push", flat=True)) | set(late.values_list("push", flat=True))
    if touched:
        with transaction.atomic():
            lost.exclude(channel__in=REPEATABLE).settle(DeliveryState.FAILED, at=now, error=UNKNOWN, reached=True)
            lost.update(state=DeliveryState.WAITING, lease=None, due=now)
            late.filter(tries=0).settle(DeliveryState.EXPIRED, at=now)
            late.settle(DeliveryState.EXPIRED, at=now, error="tried, but not in time", reached=True)
            Push.finish(touched, at=now)
    return touched
