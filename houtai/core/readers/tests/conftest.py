"""An event log of its own for each test, written as the writer would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pytest

from houtai.core.events.log import event_log
from houtai.core.events.schema import EVENTS, Fate, visitor_of
from houtai.core.readers.models import Reader

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
Happened = Callable[..., None]


def event(visitor: str, name: str = "view", *, ago: int = 0, **more: Any) -> dict[str, Any]:
    """ago: days before now; reader: the site's own key."""
    at = NOW - timedelta(days=ago)
    row = {"visitor": visitor_of(visitor), "name": name, "at": at, "received": NOW, "day": at.date()}
    return {**row, "simulated": False, "fate": int(Fate.COUNTED), "batch": 1, "n": 0, **more}


@pytest.fixture
def happened(db: None) -> Iterator[Happened]:
    """Commits events to the log."""
    commits = count()
    put_aside(event_log().folder)

    def append(*rows: dict[str, Any]) -> None:
        commit = next(commits)
        columns = {name: [row.get(name) for row in rows] for name in EVENTS.names}
        columns["commit"] = [commit for _row in rows]
        event_log().append(pa.table(columns, schema=EVENTS))

    yield append
    put_aside(event_log().folder)


def put_aside(folder: Path) -> None:
    """Not deleted: the next log would get the same inode, and be taken for this one."""
    if folder.exists():
        folder.rename(folder.with_name(f"log-{uuid4().hex}"))


@pytest.fixture
def reader(db: None) -> Callable[..., Reader]:
    """Makes known readers."""
    keys = count(1)

    def make(key: str = "", **values: Any) -> Reader:
        values = {"first_seen": NOW, "last_seen": NOW, **values}
        made: Reader = Reader.objects.create(key=key or f"reader-{next(keys)}", **values)
        return made

    return make
