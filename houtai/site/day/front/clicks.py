"""Clicks on what came through the doors, and the truth about them that only a simulation knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

from houtai.modules.push.models import Delivery, DeliveryState, Push
from houtai.site.day.front import habits
from houtai.site.day.front.crowd import Crowd
from houtai.site.day.front.visits import HALF_HOUR_MS, Parcel, Shown, batch_id, parcel, read


@dataclass(frozen=True, kw_only=True)
class Reached:
    """One push's deliveries that arrived, as arrays in order of place: readers' places, and slots of the day."""

    push: Push
    places: Any
    slots: Any

    @classmethod
    def of(cls, push: Push, crowd: Crowd, **filters: Any) -> Reached:
        rows = push.deliveries.filter(state=DeliveryState.DELIVERED, **filters).values_list("reader_id", "slot")
        places = crowd.places
        pairs = sorted((places[reader], slot) for reader, slot in rows if reader in places)
        return cls(
            push=push,
            places=np.array([place for place, _slot in pairs], dtype=np.int64),
            slots=np.array([slot for _place, slot in pairs], dtype=np.int64),
        )

    def likely(self, *, seed: int, crowd: Crowd) -> Any:
        """How likely each of them clicks."""
        subject = f"{self.push.subject.kind}:{self.push.subject.key}"
        wanted = habits.liking(seed=seed, subject=subject, tastes=crowd.tastes[self.places])
        return np.clip(habits.CLICKS * wanted * habits.WEARIER ** (self.slots - 1), 0, 0.9)


def clicked(
    reached: Reached, *, seed: int, crowd: Crowd, arrived: Mapping[int, str], key: str, at: datetime
) -> Iterator[Parcel]:
    """The batches of those who click. arrived: place to the address in the message that came through the door."""
    subject = reached.push.subject
    order = f"{subject.kind}:{subject.key}", at.isoformat()
    # Drawn for the whole crowd, so that a reader's click does not depend on who else was reached.
    lots = habits.chances(seed, "clicks", *order).random(len(crowd.numbers))[reached.places]
    chance = habits.chances(seed, "reading", *order)
    began = round(at.timestamp() * 1000)
    for place in reached.places[lots < reached.likely(seed=seed, crowd=crowd)]:
        url = urlsplit(arrived[int(place)])
        shown = Shown(subject=order[0], path=url.path)
        moment = began + int(chance.integers(HALF_HOUR_MS - 60_000))
        events = read(shown, at=moment, chance=chance, via=parse_qs(url.query)["via"][0])
        sent = began + HALF_HOUR_MS
        made = batch_id(key, "click", reached.push.decision, int(place))
        yield parcel(key=made, place=int(place), events=events, sent=sent, agent=habits.PHONE)


def true_lift(
    pushes: Sequence[Push], *, seed: int, crowd: Crowd, treated: Any, held: Any, since: Mapping[int, datetime]
) -> float:
    """Visits per reader that pushes brought to the treated, less those that (other) pushes brought to the held out.

    treated, held: readers' places; since: place to when it was first assigned: nothing before that counts.
    """
    brought = np.zeros(len(crowd.numbers))
    for push in pushes:
        rows = push.deliveries.filter(state=DeliveryState.DELIVERED).values_list("reader_id", "settled")
        settled = dict(rows)
        reached = Reached.of(push, crowd)
        likely = reached.likely(seed=seed, crowd=crowd)
        for place, chance in zip(reached.places, likely, strict=True):
            first, then = since.get(int(place)), settled[int(crowd.numbers[place])]
            brought[place] += chance if first is not None and then >= first else 0.0
    return float(brought[treated].mean() - brought[held].mean())


def settled_at(at: datetime, *, pushes: Any) -> list[Push]:
    """Pushes of which something was delivered at this moment."""
    found = Delivery.objects.filter(push__in=pushes, settled=at, state=DeliveryState.DELIVERED)
    return list(pushes.filter(pk__in=found.values("push")).select_related("subject").order_by("pk"))
