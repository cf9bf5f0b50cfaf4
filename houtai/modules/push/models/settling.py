"""What became of what was sent: receipts turned into states, many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from houtai.core.readers.models import Address
from houtai.modules.push.client import Receipt
from houtai.modules.push.models.delivery import Delivery, DeliveryState
from houtai.modules.push.models.leases import REPEATABLE, UNKNOWN, held
from houtai.modules.push.models.letters import Letter
from houtai.modules.push.models.push import Push

TRIES, LONGEST = 6, 7 * 86_400


def settle(outcomes: Sequence[tuple[Letter, Receipt | None]], *, now: datetime) -> Counter[str]:
    """Write down what became of deliveries that one worker has. None: the channel never said. Returns states."""
    found: Counter[str] = Counter()
    groups: dict[Outcome, list[Delivery]] = {}
    for letter, receipt in outcomes:
        groups.setdefault(outcome(letter, receipt, now=now), []).append(letter.delivery)
    with transaction.atomic():
        for (state, due, error, reached), rows in groups.items():
            if due is None:
                found[state] += held(rows).settle(state, at=now, error=error, reached=reached)
            else:
                found["retry"] += held(rows).update(state=state, due=due, lease=None, error=error[:200])
        keep_addresses(outcomes, now=now)
        Push.finish({letter.delivery.push_id for letter, _receipt in outcomes}, at=now)
    return found


class Outcome(NamedTuple):
    """due: when to try again, None when it is settled; reached: whether it may have reached the reader."""

    state: str
    due: datetime | None = None
    error: str = ""
    reached: bool = True


def outcome(letter: Letter, receipt: Receipt | None, *, now: datetime) -> Outcome:
    row, maybe = letter.delivery, letter.delivery.tries > 1
    if letter.fate:
        return Outcome(letter.fate, error=letter.why, reached=maybe)
    if receipt is None:
        repeatable = row.channel in REPEATABLE
        return again(row, "no answer", now=now) if repeatable else Outcome(str(DeliveryState.FAILED), error=UNKNOWN)
    if receipt.state == "retry":
        return again(row, receipt.error, now=now, after=receipt.after)
    if receipt.state == "dead" and letter.spare:
        return Outcome(str(DeliveryState.WAITING), due=now, error=receipt.error)
    delivered = receipt.state == "delivered"
    state = DeliveryState.DELIVERED if delivered else DeliveryState.FAILED
    return Outcome(str(state), error=receipt.error, reached=delivered or maybe or receipt.unsure)


def again(row: Delivery, error: str, *, now: datetime, after: float | None = None) -> Outcome:
    """Wait 1, 5, 25 … minutes, or longer when asked to; until it expires."""
    due = now + max(timedelta(minutes=5 ** (row.tries - 1)), timedelta(seconds=min(after or 0, LONGEST)))
    if row.tries < TRIES and due < row.push.expires:
        return Outcome(str(DeliveryState.WAITING), due=due, error=error)
    return Outcome(str(DeliveryState.FAILED if row.tries >= TRIES else DeliveryState.EXPIRED), error=error)


def keep_addresses(outcomes: Sequence[tuple[Letter, Receipt | None]], *, now: datetime) -> None:
    """Mark those that will never work again; count the failures of others in a row."""
    seen: dict[str, list[int]] = {}
    for letter, receipt in outcomes:
        if letter.address and receipt:
            seen.setdefault(receipt.state, []).append(letter.address.pk)
    Address.objects.filter(pk__in=seen.get("dead", []), dead=None).update(dead=now)
    Address.objects.filter(pk__in=seen.get("retry", [])).update(failures=F("failures") + 1)
    Address.objects.filter(pk__in=seen.get("delivered", []), failures__gt=0).update(failures=0)
