"""Sending what waits, and what becomes of it: again after growing waits, until the webhook is paused."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actors import SYSTEM
from houtai.core.work.errors import Refused
from houtai.core.workspaces.outside.receipt import Receipt
from houtai.modules.developers import client
from houtai.modules.developers.models.delivery import Delivery, DeliveryState
from houtai.modules.developers.models.webhook import State

AT_ONCE = 50
SECONDS = 60.0
# So long the worker that took one is trusted with it; then another repeats it under the same key.
LEASE = timedelta(minutes=5)
# Waits before each further try, in minutes: about two days in all.
WAITS = (1, 5, 30, 120, 300, 600, 1440)
LONGEST = 300
KEPT = timedelta(days=30)


def send_due(*, clock: Callable[[], datetime], seconds: float = SECONDS) -> int:
    """Send what is due, round after round; returns how many tries were made.

    seconds: no further round begins after these; what is left waits for the next call, as do the letters to webhooks
    that did not answer in this one.
    """
    tries, silent = 0, set[int]()
    until = clock() + timedelta(seconds=seconds)
    while (at := clock()) < until and (rows := take(now=at, without=silent)):
        receipts = client.post([letter(row) for row in rows], now=at)
        for row, receipt in zip(rows, receipts, strict=True):
            settle(row, receipt, now=clock())
            if receipt.state == "retry" and receipt.status is None:
                silent.add(row.webhook_id)
        tries += len(rows)
    return tries


def tidy(*, now: datetime) -> None:
    """Forget what was settled long ago."""
    Delivery.objects.filter(at__lt=now - KEPT).exclude(state=DeliveryState.WAITING).delete()


def waiting() -> Any:
    return Delivery.objects.filter(state=DeliveryState.WAITING, webhook__state=State.ON)


def take(*, now: datetime, without: Collection[int] = ()) -> list[Delivery]:
    """The oldest that are due. Nobody else takes them until the lease is over."""
    with transaction.atomic():
        due = waiting().filter(due__lte=now).exclude(webhook__in=without).order_by("due", "pk")
        due = due.select_for_update(skip_locked=True, of=("self",))
        keys = list(due.values_list("pk", flat=True)[:AT_ONCE])
        Delivery.objects.filter(pk__in=keys).update(due=now + LEASE, tries=F("tries") + 1)
    return list(Delivery.objects.filter(pk__in=keys).select_related("webhook").order_by("pk"))


def letter(row: Delivery) -> client.Letter:
    address = {"url": row.webhook.url, "secret": row.webhook.secret}
    return client.Letter(key=row.key, address=address, body=row.body.encode())


def settle(row: Delivery, receipt: Receipt, *, now: datetime) -> None:
    """Unless its lease is over and somebody else has it."""
    answer = " ".join((receipt.answer or receipt.error).split())[:LONGEST]
    told = {"status": receipt.status, "answer": answer.replace("\x00", "")}
    mine = Delivery.objects.filter(pk=row.pk, due=row.due, state=DeliveryState.WAITING)
    if receipt.state == "delivered":
        mine.update(state=DeliveryState.DELIVERED, due=None, **told)
    elif receipt.state != "dead" and row.tries <= len(WAITS):
        wait = max(timedelta(minutes=WAITS[row.tries - 1]), timedelta(seconds=receipt.after or 0))
        mine.update(due=now + wait, **told)
    elif mine.update(state=DeliveryState.FAILED, due=None, **told):
        pause(row, answer)


def pause(row: Delivery, answer: str) -> None:
    """It is not asked again until somebody looks at it."""
    try:
        catalog.action("developers.pause_webhook").run(row.webhook, by=SYSTEM, because=answer, failing=True)
    except Refused:
        # Somebody turned it off or deleted it meanwhile.
        return
