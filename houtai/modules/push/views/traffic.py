"""What readers did after a push reached them, from the event log: one scan for a whole page of pushes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from typing import Any

from houtai.core.events.log import assignments, events
from houtai.modules.push.models import Push

CAME = ("view", "click")
SHARED = ("share",)
# Clocks of browsers and a push that went out just before midnight.
MARGIN = timedelta(days=1)


def caused(pushes: Sequence[Push]) -> Any:
    """Events that these pushes caused. Only the days since the first of them are read."""
    table = events()
    first = (min(push.due for push in pushes) - MARGIN).astimezone(UTC).date()
    return table.filter((table.day >= first) & table.decision.isin([push.decision for push in pushes]))


def came(pushes: Sequence[Push]) -> dict[int, int]:
    """Readers who came, by decision."""
    known = [push for push in pushes if push.decision]
    if not known:
        return {}
    rows = caused(known)
    counted = rows.filter(rows.name.isin(CAME)).group_by("decision").aggregate(readers=lambda t: t.via.nunique())
    return {int(row["decision"]): int(row["readers"]) for row in counted.to_pyarrow().to_pylist()}


def by_arm(push: Push) -> dict[int, Mapping[str, int]]:
    """arm to {"came", "shared"}: numbers of readers."""
    if not push.decision:
        return {}
    given = assignments()
    given = given.filter((given.push == push.pk) & (given.fate == "send")).select("reader", "arm")
    rows = caused([push])
    done = rows.filter(rows.name.isin((*CAME, *SHARED)))
    done = done.mutate(shared=done.name.isin(SHARED)).select("via", "shared").distinct()
    joined = done.join(given, done.via == given.reader).group_by("arm", "shared").aggregate(n=lambda t: t.count())
    found: dict[int, dict[str, int]] = {}
    for row in joined.to_pyarrow().to_pylist():
        found.setdefault(int(row["arm"]), {})["shared" if row["shared"] else "came"] = int(row["n"])
    return {arm: found[arm] for arm in sorted(found)}
