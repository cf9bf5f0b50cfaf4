"""What came of decisions: events that carry a decision's key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from houtai.core.events.log import events


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """events: how many; readers: how many different readers whom the decision reached came back with one."""

    events: int = 0
    readers: int = 0


def outcomes(decisions: Sequence[int], *, name: str = "view", simulated: bool | None = None) -> dict[int, Outcome]:
    """What each decision brought, as one query; every decision asked for is in the answer."""
    if not decisions:
        return {}
    table = events(simulated=simulated)
    found = (
        table.filter(table.decision.isin(list(decisions)) & (table.name == name))
        .group_by("decision")
        .aggregate(events=lambda t: t.count(), readers=lambda t: t.via.nunique())
        .to_pyarrow()
        .to_pylist()
    )
    known = {row["decision"]: Outcome(events=row["events"], readers=row["readers"]) for row in found}
    return {decision: known.get(decision, Outcome()) for decision in decisions}
