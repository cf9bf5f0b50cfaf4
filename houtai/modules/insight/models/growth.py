"""By how much a day's figures grow by what was committed: nothing that was counted before is counted again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from houtai.core.events.log import events
from houtai.modules.insight.models.counting import ways
from houtai.modules.insight.models.figures import Figures

NUMBERS = ("views", "visitors", "reads", "seconds", "shares")
HOUR, MINUTE = 3600, 60


@dataclass(frozen=True, kw_only=True)
class Growth:
    """minutes: minute since 1970 to NUMBERS, where a visitor is in the minute of their first view of the day;
    subjects: of each its own figures.
    """

    figures: Figures = field(default_factory=Figures)
    minutes: dict[str, list[float]] = field(default_factory=dict)
    subjects: dict[str, Figures] = field(default_factory=dict)


def grown(day: date, *, after: int, until: int, simulated: bool, subject: str = "") -> Growth:
    """What commits beyond `after` up to `until` (see events/schema.py) bring to a day; to one subject, or to all."""
    rows = events(simulated=simulated, since=day, until=day)
    rows = rows.filter(rows.name.isin(["view", "read", "share"]), rows.commit <= until)
    if subject:
        rows = rows.filter(rows.subject == subject)
    new = rows.filter(rows.commit > after)
    sums = list(each(new.group_by("subject", minute=new.at.epoch_seconds() // MINUTE), **SUMS))
    if not sums:
        return Growth()
    views = rows.filter(rows.name == "view")
    if after >= 0:
        views = views.semi_join(new.filter(new.name == "view").select("visitor").distinct(), "visitor")
    minutes = minutes_of(sums, firsts(views, after))
    subjects = subjects_of(sums, readers(views, after), new.filter(new.name == "view"))
    brief = {name: [found.views, found.visitors, found.seconds] for name, found in subjects.items() if name}
    numbers: dict[str, Any] = {name: sum(row[n] for row in minutes.values()) for n, name in enumerate(NUMBERS)}
    figures = Figures(
        **numbers,
        **ways(new.filter(new.name == "view")),
        hours=hours_of((minute, row[0]) for minute, row in minutes.items()),
        subjects={} if subject else brief,
    )
    return Growth(figures=figures, minutes={str(minute): row for minute, row in minutes.items()}, subjects=subjects)


SUMS: dict[str, Callable[[Any], Any]] = {
    "views": lambda row: (row.name == "view").sum(),
    "reads": lambda row: (row.name == "read").sum(),
    "seconds": lambda row: row.value.sum(where=row.name == "read").fill_null(0.0),
    "shares": lambda row: (row.name == "share").sum(),
}


def each(groups: Any, **sums: Any) -> Iterator[dict[str, Any]]:
    yield from groups.aggregate(**sums).to_pyarrow().to_pylist()


def firsts(views: Any, after: int) -> dict[int, int]:
    """By how many visitors whose first view of the day fell into a minute there are more, or fewer: a view that comes
    late may be the first.
    """
    seen = views.group_by("visitor").aggregate(now=views.at.min(), then=views.at.min(where=views.commit <= after))
    moved = seen.filter(seen.then.isnull() | (seen.now != seen.then))
    found: Counter[int] = Counter()
    for name, sign in (("now", 1), ("then", -1)) if after >= 0 else (("now", 1),):
        minutes = moved.filter(moved[name].notnull()).group_by(minute=moved[name].epoch_seconds() // MINUTE)
        for row in each(minutes, n=lambda row: row.count()):
            found[row["minute"]] += sign * row["n"]
    return found


def readers(views: Any, after: int) -> dict[str, int]:
    """How many visitors viewed a subject for the first time that day."""
    seen = views.group_by("subject", "visitor").aggregate(commit=views.commit.min())
    return {
        row["subject"]: row["n"]
        for row in each(seen.filter(seen.commit > after).group_by("subject"), n=lambda row: row.count())
    }


def minutes_of(sums: list[dict[str, Any]], firsts: dict[int, int]) -> dict[int, list[float]]:
    found: defaultdict[int, list[float]] = defaultdict(lambda: [0, 0, 0, 0.0, 0])
    for row in sums:
        add(found[row["minute"]], row)
    for minute, visitors in firsts.items():
        found[minute][1] += visitors
    return found


def subjects_of(sums: list[dict[str, Any]], readers: dict[str, int], views: Any) -> dict[str, Figures]:
    numbers: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0, 0, 0.0, 0])
    hours: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for row in sums:
        add(numbers[row["subject"]], row)
        hours[row["subject"]].append((row["minute"], row["views"]))
    hosts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    decisions: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in each(views.group_by("subject", "referrer", "decision"), n=lambda row: row.count()):
        key, kind = (row["referrer"] or "", hosts) if row["decision"] is None else (str(row["decision"]), decisions)
        kind[row["subject"]][key] += row["n"]
    return {
        name: Figures(
            **named([row[0], readers.get(name, 0), *row[2:]]),
            hours=hours_of(hours[name]),
            hosts=dict(hosts[name]),
            decisions=dict(decisions[name]),
        )
        for name, row in numbers.items()
    }


def named(numbers: list[float]) -> dict[str, Any]:
    return dict(zip(NUMBERS, numbers, strict=True))


def add(numbers: list[float], row: dict[str, Any]) -> None:
    for n, name in enumerate(NUMBERS):
        numbers[n] += row.get(name, 0)


def hours_of(minutes: Any) -> dict[str, int]:
    found: Counter[str] = Counter()
    for minute, views in minutes:
        if views:
            found[str(minute * MINUTE // HOUR)] += views
    return dict(found)
