"""What is counted for a span of time, as plain numbers that can be kept and added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from ibis import _

from houtai.core.events.log import events

MOST_WAYS = 2_000
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

    def kept(self) -> dict[str, Any]:
        """As JSON; `Figures(**kept)` is the same again."""
        return asdict(self)


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


def count(start: datetime, end: datetime, *, simulated: bool, subject: str = "") -> Figures:
    """From `start` until before `end`, of one subject or of all. A visitor counts once."""
    rows = events(simulated=simulated, since=start.date(), until=end.date())
    rows = rows.filter(rows.name.isin(["view", "read", "share"]), rows.at >= start, rows.at < end)
    if subject:
        rows = rows.filter(rows.subject == subject)
    by_hour = hours(rows)
    if not by_hour:
        return Figures()
    viewed = rows.filter(rows.name == "view")
    return Figures(
        visitors=int(viewed.visitor.nunique().to_pyarrow().as_py() or 0),
        hours={str(row["hour"]): row["views"] for row in by_hour if row["views"]},
        **{name: sum(row[name] for row in by_hour) for name in ("views", "reads", "shares", "seconds")},
        **ways(viewed),
        subjects={} if subject else top(rows),
    )


def hours(rows: Any) -> list[dict[str, Any]]:
    read = _.name == "read"
    table = rows.mutate(hour=rows.at.epoch_seconds() // 3600).group_by("hour")
    sums = table.aggregate(
        views=(_.name == "view").sum(),
        reads=read.sum(),
        shares=(_.name == "share").sum(),
        seconds=_.value.sum(where=read).fill_null(0.0),
    )
    found: list[dict[str, Any]] = sums.to_pyarrow().to_pylist()
    return found


def ways(viewed: Any) -> dict[str, Any]:
    """How views came about, and on what. Beyond the commonest ways views are not told apart."""
    groups = viewed.group_by("referrer", "decision", "device").aggregate(n=lambda t: t.count())
    found = groups.order_by(groups.n.desc()).limit(MOST_WAYS).to_pyarrow().to_pylist()
    hosts, decisions, devices = Counter[str](), Counter[str](), Counter[str]()
    for row in found:
        devices[row["device"] or ""] += row["n"]
        if row["decision"] is None:
            hosts[row["referrer"] or ""] += row["n"]
        else:
            decisions[str(row["decision"])] += row["n"]
    return {"hosts": dict(hosts), "decisions": dict(decisions), "devices": dict(devices)}


def top(rows: Any) -> dict[str, list[float]]:
    sums = (
        rows.filter(rows.subject != "")
        .group_by("subject")
        .aggregate(
            views=(_.name == "view").sum(),
            readers=_.visitor.nunique(where=_.name == "view"),
            seconds=_.value.sum(where=_.name == "read").fill_null(0.0),
        )
    )
    found = sums.order_by(sums.views.desc(), sums.subject).limit(MOST_SUBJECTS).to_pyarrow().to_pylist()
    return {row["subject"]: [row["views"], row["readers"], row["seconds"]] for row in found}


@dataclass(frozen=True, kw_only=True)
class Live:
    """Views and different visitors since a moment, of these in the last five minutes; minutes: since 1970 to views."""

    views: int
    visitors: int
    late_views: int
    late_visitors: int
    minutes: dict[int, int]


def live(*, now: datetime, since: datetime, simulated: bool) -> Live:
    rows = events(simulated=simulated, since=since.date(), until=now.date())
    rows = rows.filter(rows.name == "view", rows.at >= since, rows.at <= now)
    late = rows.at.epoch_seconds() >= int(now.timestamp()) - 300
    counts = rows.mutate(minute=rows.at.epoch_seconds() // 60).group_by("minute").aggregate(n=lambda t: t.count())
    sums = rows.aggregate(
        views=rows.count(),
        visitors=rows.visitor.nunique(),
        late_views=late.sum(),
        late_visitors=rows.visitor.nunique(where=late),
    )
    found = {name: value or 0 for name, value in sums.to_pyarrow().to_pylist()[0].items()}
    return Live(minutes={row["minute"]: row["n"] for row in counts.to_pyarrow().to_pylist()}, **found)
