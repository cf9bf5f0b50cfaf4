"""What readers do in a half-hour, as the batches that their browsers send."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

import numpy as np

from houtai.site.day.front import habits
from houtai.site.day.front.crowd import Crowd, key_of

HALF_HOUR_MS = 30 * 60 * 1000


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One request: its body, how many events it holds, and what ought to become of them."""

    body: bytes
    events: int
    fate: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An article as readers meet it. name: what chance knows it by."""

    subject: str
    path: str
    name: str


def batch_id(*words: object) -> str:
    """22 characters, the same whenever this batch is sent."""
    return urlsafe_b64encode(blake2b(repr(words).encode(), digest_size=16).digest()).decode().rstrip("=")


def parcel(
    *, key: str, place: int, events: list[dict[str, Any]], sent: int, agent: str, fate: str = "counted"
) -> Parcel:
    who = {"reader": key_of(place), "agent": agent}
    batch = {"v": 1, "id": key, **who, "sent": sent, "absolute": True, "events": events}
    return Parcel(body=json.dumps(batch).encode(), events=len(events), fate=fate)


@dataclass(frozen=True, kw_only=True)
class HalfHour:
    """seed, tick: which; start: when; ticks: half-hours of the day; key: begins the ids of its batches;
    front: articles on the front page, the first on top.
    """

    seed: int
    tick: int
    ticks: int
    key: str
    start: datetime
    crowd: Crowd
    front: Sequence[Shown]

    def parcels(self) -> Iterator[Parcel]:
        """All requests of the visits of this half-hour, with replays and forgeries among them."""
        if not self.front:
            return
        chance = habits.chances(self.seed, self.tick, "visits")
        counts = chance.poisson(self.crowd.rates / self.ticks)
        visits = np.repeat(np.arange(len(counts)), counts)
        opens = chance.random((len(visits), len(self.front))) < self.likely()[visits]
        bots, phones = chance.random(len(visits)) < habits.BOTS, chance.random(len(visits)) < 0.6
        odd, sources = chance.random(len(visits)), habits.drawn(chance, habits.REFERRERS, len(visits))
        for number, place in enumerate(visits):
            agent = habits.BOT if bots[number] else habits.PHONE if phones[number] else habits.BROWSER
            events = self.visit(number, opens[number], source=int(sources[number]), chance=chance)
            yield from self.sent(
                number, int(place), events, agent=agent, odd=float(odd[number]), bot=bool(bots[number])
            )

    def likely(self) -> Any:
        """Readers by articles: how likely each is opened when it is shown."""
        columns = [
            habits.OPENED * habits.liking(seed=self.seed, subject=shown.name, tastes=self.crowd.tastes)
            for shown in self.front
        ]
        return np.clip(np.stack(columns, axis=1), 0, 0.9)

    def visit(self, number: int, opens: Any, *, source: int, chance: np.random.Generator) -> list[dict[str, Any]]:
        began = self.ms + int(chance.integers(HALF_HOUR_MS - 600_000))
        referrer = habits.REFERRERS[source][0] if source < len(habits.REFERRERS) else "www.bing.com"
        events = [{"name": "view", "at": began, "path": "/", "referrer": referrer and f"https://{referrer}/"}]
        events += [{"name": "show", "at": began + 500, "subject": one.subject, "path": "/"} for one in self.front]
        for place in np.flatnonzero(opens):
            events += read(self.front[int(place)], at=began + 5_000 * (len(events) - len(self.front)), chance=chance)
        return events

    def sent(
        self, number: int, place: int, events: list[dict[str, Any]], *, agent: str, odd: float, bot: bool
    ) -> Iterator[Parcel]:
        key, sent = batch_id(self.key, self.tick, "visit", number), self.ms + HALF_HOUR_MS
        whole = parcel(key=key, place=place, events=events, sent=sent, agent=agent, fate="bot" if bot else "counted")
        yield whole
        if odd < habits.REPLAYED:
            yield Parcel(body=whole.body, events=whole.events, fate="duplicate")
        elif odd < habits.REPLAYED + habits.FORGED:
            body = whole.body.replace(b'"name": "view"', b'"name": "<script>"', 1)
            yield Parcel(body=body, events=whole.events, fate="refused")

    @property
    def ms(self) -> int:
        return round(self.start.timestamp() * 1000)


def read(shown: Shown, *, at: int, chance: np.random.Generator, via: str = "") -> list[dict[str, Any]]:
    """Opening an article: a view, some time of reading, and now and then a share."""
    about: dict[str, Any] = {"subject": shown.subject, "path": shown.path, **({"via": via} if via else {})}
    seconds = float(habits.READ_MEDIAN_SECONDS * np.exp(habits.READ_SPREAD * chance.standard_normal()))
    events = [
        {"name": "view", "at": at, **about},
        {"name": "read", "at": at + 1_000, "value": round(min(seconds, 900.0), 1), **about},
    ]
    return events + [{"name": "share", "at": at + 2_000, **about}] * bool(chance.random() < habits.SHARES)
