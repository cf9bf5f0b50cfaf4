"""Which commits of the event log touched which days, as the table itself tells: no file is opened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa

from houtai.core.events.log import event_log
from houtai.core.events.snapshot import snapshot_of

_known: dict[Path, tuple[int, dict[date, int]]] = {}


def newest() -> dict[date, int]:
    """The newest commit (see schema.py) among the events of each day, also after files were joined."""
    snapshot = snapshot_of(event_log().folder)
    with snapshot.lock:
        if snapshot.table is None:
            return {}
        known = _known.get(snapshot.folder)
        if known is None or known[0] != snapshot.version:
            actions = pa.table(snapshot.table.get_add_actions(flatten=True)).select(["partition.day", "max.commit"])
            sums = actions.group_by("partition.day").aggregate([("max.commit", "max")]).to_pydict()
            found = dict(zip(sums["partition.day"], sums["max.commit_max"], strict=True))
            known = _known[snapshot.folder] = snapshot.version, found
        return dict(known[1])
