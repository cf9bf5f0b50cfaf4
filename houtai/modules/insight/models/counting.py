"""Figures counted from the event log: one scan for each question."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from houtai.core.events.log import events
from houtai.modules.insight.models.figures import MOST_SUBJECTS, Figures

MOST_WAYS = 2_000


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
    table = rows.mutate(hour=rows.at.epoch_seconds() // 3600).group_by("hour")
    sums = table.aggregate(
        views=lambda row: (row.name == "view").sum(),
        reads=lambda row: (row.name == "read").sum(),
        shares=lambda row: (row.name == "share").sum(),
        seconds=lambda row: row.value.sum(where=row.name == "read").fill_null(0.0),
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
            views=lambda row: (row.name == "view").sum(),
            readers=lambda row: row.visitor.nunique(where=row.name == "view"),
            seconds=lambda row: row.value.sum(where=row.name == "read").fill_null(0.0),
        )
    )
    found = sums.order_by(sums.views.desc(), sums.subject).limit(MOST_SUBJECTS).to_pyarrow().to_pylist()
    return {row["subject"]: [row["views"], row["readers"], row["seconds"]] for row in found}
