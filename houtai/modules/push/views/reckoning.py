"""Figures beside pushes: their books, clicks and opt-outs, for a page of pushes in a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt

from django.db.models import Count

from houtai.core.readers.models import Consent
from houtai.core.ui import figures
from houtai.modules.push.models import Delivery, Push
from houtai.modules.push.views.fates import FATES, Fate
from houtai.modules.push.views.traffic import came

Z = 1.96


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A share of one, with the interval in which it lies with 95 % certainty."""

    share: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{figures.percent(self.share)} ({figures.percent(self.low)} – {figures.percent(self.high)})"


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """fates: number of readers by fate; clicks: readers who came; gone: readers who opted out because of it."""

    fates: Mapping[str, int] = field(default_factory=dict)
    clicks: int = 0
    gone: int = 0

    @property
    def total(self) -> int:
        return sum(self.fates.values())

    @property
    def delivered(self) -> int:
        return self.fates.get("delivered", 0)

    @property
    def rate(self) -> Rate | None:
        return wilson(self.clicks, self.delivered)

    @property
    def columns(self) -> list[tuple[Fate, int]]:
        return [(fate, self.fates[fate.name]) for fate in FATES if self.fates.get(fate.name)]


def wilson(hits: int, tries: int) -> Rate | None:
    """The score interval of Wilson (1927) at 95 %; None without tries."""
    if tries <= 0:
        return None
    hits = min(hits, tries)
    share, base = hits / tries, 1 + Z * Z / tries
    middle = (share + Z * Z / (2 * tries)) / base
    half = Z * sqrt(share * (1 - share) / tries + Z * Z / (4 * tries * tries)) / base
    return Rate(share=share, low=max(0.0, middle - half), high=min(1.0, middle + half))


def reckon(pushes: Iterable[Push]) -> dict[int, Reckoning]:
    """By the push's key: two queries and one scan of the event log."""
    rows = list(pushes)
    visits, left, states = came(rows), opted_out(rows), deliveries(rows)
    return {
        push.pk: Reckoning(
            fates=fates_of(push, states[push.pk]),
            clicks=visits.get(push.decision or 0, 0),
            gone=left.get(push.decision or 0, 0),
        )
        for push in rows
    }


def deliveries(pushes: Iterable[Push]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = defaultdict(Counter)
    grouped = Delivery.objects.filter(push__in=[push.pk for push in pushes]).values_list("push", "state")
    for key, state, count in grouped.annotate(count=Count("pk")).order_by():
        found[key][state] = count
    return found


def fates_of(push: Push, states: Mapping[str, int]) -> dict[str, int]:
    """What the plan kept back, and what became of the rest."""
    return {fate.name: states.get(fate.name, 0) if fate.listed else push.sums.get(fate.name, 0) for fate in FATES}


def opted_out(pushes: Iterable[Push]) -> dict[int, int]:
    decisions = [push.decision for push in pushes if push.decision]
    left = Consent.objects.filter(decision__in=decisions, given=False).values_list("decision")
    return {key: count for key, count in left.annotate(count=Count("reader", distinct=True)).order_by() if key}
