"""A published article, readers with addresses, an audience of them all, and pushes."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps

from houtai.core.catalog.catalog import catalog
from houtai.core.readers.models import Address, Audience, Consent, Reader
from houtai.core.work.actors import Actor
from houtai.modules.push.models import Delivery, Policy, Push
from houtai.modules.push.models.arbiter import plan

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def readers(count: int, *, channels: Any = ("webpush",), simulated: bool = False, **values: Any) -> list[Reader]:
    """New readers, each with one address for each of the channels."""
    start = Reader.objects.count()
    fields = {"first_seen": NOON, "last_seen": NOON, "simulated": simulated, **values}
    made = Reader.objects.bulk_create([Reader(key=f"r{start + n}", **fields) for n in range(count)])
    Address.objects.bulk_create(
        [
            Address(reader=one, channel=channel, value={"to": one.key}, digest=f"{channel} {one.key}", since=NOON)
            for one in made
            for channel in channels
        ]
    )
    return made


def refuse(reader: Reader, channel: str = "webpush") -> None:
    Consent.objects.create(reader=reader, channel=channel, given=False, at=NOON)


def article(title: str = "Tide tables go digital") -> Any:
    """Published."""
    row = apps.get_model("content.Article")(title=title, body="<p>From today on.</p>", live=False)
    row.save()
    row.save_revision()
    catalog.action("content.publish").run(row, by=Actor(kind="system"), revision=row.latest_revision_id, at=NOON)
    row.refresh_from_db()
    return row


def send(target: Any, *, by: Any, at: datetime = NOON, **inputs: Any) -> Push:
    """Through the action, as people and strategies do."""
    told = {"audience": "All", "headlines": ["Tides"], "channels": ["webpush"], **inputs}
    decision = catalog.action("push.send").run(target, by=by, at=at, **told)
    return Push.objects.get(pk=decision.effect["push"])


def planned(target: Any, *, by: Any, at: datetime = NOON, **inputs: Any) -> Push:
    push = send(target, by=by, at=at, **inputs)
    plan(now=at, simulated=push.simulated)
    push.refresh_from_db()
    return push


def balanced(push: Push) -> bool:
    books = Push.objects.get(pk=push.pk).books
    return books["audience"] == sum(books.values()) - books["audience"]


def caps_hold() -> bool:
    """No reader has more than the policy lets them, of all or of one channel, on any day."""
    policy = Policy.current()
    counts: Counter[Any] = Counter()
    for reader, day, channel in Delivery.objects.exclude(slot=None).values_list("reader_id", "day", "channel"):
        for key, cap in (((reader, day), policy.cap), ((reader, day, channel), policy.caps[channel])):
            counts[key] += 1
            if counts[key] > cap:
                return False
    return True


@pytest.fixture
def policy(db: None) -> Policy:
    """Holds nobody out."""
    row = Policy.current()
    row.holdout, row.salt = 0, "salt"
    row.save()
    return row


@pytest.fixture
def everybody(policy: Policy) -> Audience:
    return Audience.objects.create(name="All", condition="")


@pytest.fixture
def story(everybody: Audience) -> Any:
    return article()
