"""What is counted for a span of time, as plain numbers that can be kept and added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

MOST_SUBJECTS = 500


@dataclass(frozen=True, kw_only=True)
class Figures:
    """visitors: different ones a day, added over days; seconds: of reading; hours: hour since 1970 to views;
    hosts: referrer to views that no push caused; decisions: decision to views; devices: device to views;
    subjects: subject to views, readers and seconds of reading, the most viewed.
    """

    views: int = 0
    visitors: int = 0
    reads: int = 0
    seconds: float = 0.0
    shares: int = 0
    hours: dict[str, int] = field(default_factory=dict)
    hosts: dict[str, int] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    devices: dict[str, int] = field(default_factory=dict)
    subjects: dict[str, list[float]] = field(default_factory=dict)

    @property
    def pushed(self) -> int:
        return sum(self.decisions.values())

    def before(self, minute: int, minutes: Mapping[str, list[float]]) -> Figures:
        """The numbers and hours up to a minute since 1970. minutes: as kept of the day, see growth.py."""
        rows = [(int(key), row) for key, row in minutes.items() if int(key) < minute]
        sums = [sum(row[n] for _minute, row in rows) for n in range(5)]
        hours: Counter[str] = Counter()
        for key, row in rows:
            hours[str(key // 60)] += int(row[0])
        views, visitors, reads, seconds, shares = sums
        return Figures(
            views=int(views),
            visitors=int(visitors),
            reads=int(reads),
            seconds=seconds,
            shares=int(shares),
            hours={hour: count for hour, count in hours.items() if count},
        )

    def kept(self) -> dict[str, Any]:
        """As JSON, without what is nothing; `Figures(**kept)` is the same again."""
        return {name: value for name, value in asdict(self).items() if value}


def total(parts: Iterable[Figures]) -> Figures:
    every = list(parts)
    subjects: dict[str, list[float]] = {}
    for part in every:
        for name, numbers in part.subjects.items():
            before = subjects.get(name, [0, 0, 0])
            subjects[name] = [a + b for a, b in zip(before, numbers, strict=True)]
    sums: dict[str, Any] = {
        name: sum(getattr(part, name) for part in every) for name in ("views", "visitors", "reads", "seconds", "shares")
    }
    maps: dict[str, Any] = {
        name: dict(sum((Counter(getattr(part, name)) for part in every), Counter[str]()))
        for name in ("hours", "hosts", "decisions", "devices")
    }
    return Figures(**sums, **maps, subjects=subjects)
