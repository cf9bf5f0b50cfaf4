"""The played readers: who they are, made once and found again on every played day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction

from houtai.core.readers.models import Address, Consent, Reader, Visitor
from houtai.core.readers.models.reader import own_visitor
from houtai.site.day.front import habits

BATCH = 2000


def key_of(place: int) -> str:
    return f"played:{place}"


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """numbers: the readers' numbers by place, int64; tastes, rates (visits a day): arrays of the same length."""

    numbers: Any
    tastes: Any
    rates: Any

    @property
    def places(self) -> dict[int, int]:
        return {int(number): place for place, number in enumerate(self.numbers)}


def gather(size: int, *, at: datetime, doors: Any) -> Crowd:
    """doors: gives the address a reader has on a channel, `doors.address(channel, place)`: (value, digest).

    Addresses are made anew, because each day's doors stand on other ports; what readers opted out of stays.
    """
    chance = habits.chances("crowd")
    # The first reader of a small crowd is the first of a large one too.
    zones = habits.drawn(habits.chances("zones"), habits.ZONES, size)
    reached = habits.drawn(habits.chances("reached"), habits.REACHED_BY, size)
    out = habits.chances("out").random(size) < habits.OPTED_OUT
    make(size, zones=zones, at=at)
    reach(size, reached=reached, out=out, at=at, doors=doors)
    found = dict(played().values_list("key", "pk"))
    numbers = np.array([found[key_of(place)] for place in range(size)], dtype=np.int64)
    rates = habits.VISITS_MEDIAN * np.exp(habits.VISITS_SPREAD * chance.standard_normal(size))
    return Crowd(numbers=numbers, tastes=habits.chances("tastes").integers(habits.TASTES, size=size), rates=rates)


def make(size: int, *, zones: Any, at: datetime) -> None:
    """Those that are not there yet."""
    known = set(played().values_list("key", flat=True))
    places = [place for place in range(size) if key_of(place) not in known]
    with transaction.atomic():
        made = Reader.objects.bulk_create(
            [reader(key_of(place), zone=int(zones[place]), at=at) for place in places], batch_size=BATCH
        )
        visitors = [Visitor(id=own_visitor(each.key), reader=each) for each in made]
        Visitor.objects.bulk_create(visitors, batch_size=BATCH)


def reader(key: str, *, zone: int, at: datetime) -> Reader:
    name = habits.ZONES[min(zone, len(habits.ZONES) - 1)][0]
    who = {"key": key, "timezone": name, "language": habits.LANGUAGES.get(name, "en"), "simulated": True}
    return Reader(first_seen=at, last_seen=at, attributes={"zone": name}, **who)


def played() -> Any:
    return Reader.objects.filter(key__startswith="played:", simulated=True)


def reach(size: int, *, reached: Any, out: Any, at: datetime, doors: Any) -> None:
    """Addresses on loopback, and a few who do not want to be reached."""
    known = dict(played().values_list("key", "pk"))
    addresses, consents = [], []
    for place in range(size):
        number, way = known[key_of(place)], int(reached[place])
        channels = habits.REACHED_BY[way][1] if way < len(habits.REACHED_BY) else ()
        for channel in channels:
            value, digest = doors.address(channel, place)
            addresses.append(Address(reader_id=number, channel=channel, value=value, digest=digest, since=at))
            if out[place]:
                consents.append(Consent(reader_id=number, channel=channel, given=False, at=at, how="played"))
    there = set(Address.objects.filter(reader__in=played()).values_list("channel", "digest"))
    if there == {(address.channel, address.digest) for address in addresses}:
        return  # A day that was killed goes on: its workers may be sending to them at this moment.
    with transaction.atomic():
        Address.objects.filter(reader__in=played()).delete()
        Address.objects.bulk_create(addresses, batch_size=BATCH, ignore_conflicts=True)
        Consent.objects.bulk_create(consents, batch_size=BATCH, ignore_conflicts=True)
