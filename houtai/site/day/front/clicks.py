"""Clicks on what came through the doors, and the truth about them that only a simulation knows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

from houtai.modules.push.models import Delivery, Push
from houtai.modules.push.models.leaving import Leave
from houtai.site.day.front import habits
from houtai.site.day.front.crowd import Crowd
from houtai.site.day.front.visits import HALF_HOUR_MS, Parcel, Shown, batch_id, parcel, read
from houtai.site.day.named import name_of, number_of

Span = tuple[datetime, datetime]


@dataclass(frozen=True, kw_only=True)
class Reached:
    """One push's deliveries that arrived, as arrays in order of place: readers' places, and slots of the day.

    What came through a reader's door counts, also where a crash left us in doubt whether it did.
    """

    push: Push
    places: Any
    slots: Any

    @classmethod
    def of(cls, push: Push, crowd: Crowd, *, arrived: Collection[int], span: Span | None = None) -> Reached:
        """arrived: places where it came through the door; span: only what was settled from then until before then."""
        rows = push.deliveries.exclude(settled=None).exclude(slot=None)
        if span:
            rows = rows.filter(settled__gte=span[0], settled__lt=span[1])
        places = crowd.places
        known = ((places.get(reader, -1), slot) for reader, slot in rows.values_list("reader_id", "slot"))
        pairs = sorted((place, slot) for place, slot in known if place in arrived)
        return cls(
            push=push,
            places=np.array([place for place, _slot in pairs], dtype=np.int64),
            slots=np.array([slot for _place, slot in pairs], dtype=np.int64),
        )

    def likely(self, *, seed: int, crowd: Crowd) -> Any:
        """How likely each of them clicks."""
        wanted = habits.liking(seed=seed, subject=name_of(self.push.subject), tastes=crowd.tastes[self.places])
        return np.clip(habits.CLICKS * wanted * habits.WEARIER ** (self.slots - 1), 0, 0.9)


def clicked(
    reached: Reached, *, seed: int, crowd: Crowd, arrived: Mapping[int, str], key: str, at: datetime
) -> Iterator[Parcel]:
    """The batches of those who click. arrived: place to the address in the message that came through the door."""
    subject = reached.push.subject
    order = name_of(subject), at.isoformat()
    # Drawn for the whole crowd, so that a reader's click does not depend on who else was reached.
    lots = habits.chances(seed, "clicks", *order).random(len(crowd.numbers))[reached.places]
    chance = habits.chances(seed, "reading", *order)
    began = round(at.timestamp() * 1000)
    for place in reached.places[lots < reached.likely(seed=seed, crowd=crowd)]:
        url = urlsplit(arrived[int(place)])
        shown = Shown(subject=f"{subject.kind}:{subject.key}", path=url.path, name=order[0])
        moment = began + int(chance.integers(HALF_HOUR_MS - 60_000))
        events = read(shown, at=moment, chance=chance, via=parse_qs(url.query)["via"][0])
        sent = began + HALF_HOUR_MS
        made = batch_id(key, "click", reached.push.decision, int(place))
        yield parcel(key=made, place=int(place), events=events, sent=sent, agent=habits.PHONE)


def leave(reached: Reached, *, seed: int, crowd: Crowd, at: datetime) -> None:
    """A few of those who were reached opt out, by the link that came with the message."""
    push = reached.push
    lots = habits.chances(seed, "leaves", number_of(push.subject), at.isoformat()).random(len(crowd.numbers))
    gone = [int(number) for number in crowd.numbers[reached.places[lots[reached.places] < habits.LEAVES]]]
    for reader, channel in push.deliveries.filter(reader__in=gone).values_list("reader_id", "channel"):
        Leave(reader=reader, channel=channel, decision=push.decision or 0).opt_out(now=at)


def true_lift(
    pushes: Sequence[Push],
    *,
    seed: int,
    crowd: Crowd,
    arrived: Callable[[Push], Collection[int]],
    treated: Any,
    held: Any,
    since: Mapping[int, datetime],
) -> float:
    """Visits per reader that pushes brought to the treated, less those that (other) pushes brought to the held out.

    arrived: the places where a push came through the door; treated, held: readers' places; since: place to when it was
    first assigned: nothing before that counts.
    """
    brought = np.zeros(len(crowd.numbers))
    for push in pushes:
        settled = dict(push.deliveries.values_list("reader_id", "settled"))
        reached = Reached.of(push, crowd, arrived=arrived(push))
        likely = reached.likely(seed=seed, crowd=crowd)
        for place, chance in zip(reached.places, likely, strict=True):
            first, then = since.get(int(place)), settled[int(crowd.numbers[place])]
            brought[place] += chance if first is not None and then >= first else 0.0
    return float(brought[treated].mean() - brought[held].mean())


def settled_in(span: Span, *, pushes: Any) -> list[Push]:
    """Pushes of which something was settled from then until before then."""
    found = Delivery.objects.filter(push__in=pushes, settled__gte=span[0], settled__lt=span[1])
    return list(pushes.filter(pk__in=found.values("push")).select_related("subject").order_by("pk"))
