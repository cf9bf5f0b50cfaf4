"""Events for tests: rows straight into a log, or records into an intake."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from houtai.core.events.log import event_log
from houtai.core.events.schema import EVENTS, visitor_of
from houtai.core.events.segments import Segment, framed

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
VISITOR = "someone-someone-someon"


def micros(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)


def row(**given: Any) -> dict[str, Any]:
    """A counted view of an article at NOW, but for what is given."""
    at = given.get("at", NOW)
    usual: dict[str, Any] = {
        "commit": 1, "batch": 1, "n": 0, "at": at, "received": at, "day": at.date(), "visitor": 1, "reader": "",
        "name": "view", "subject": "content.article:1", "path": "/", "referrer": "", "device": "phone", "value": None,
        "decision": None, "via": None, "props": "", "simulated": False, "fate": 0,
    }  # fmt: skip
    return usual | given


def fill(*rows: dict[str, Any]) -> None:
    """Into the current workspace's log, in one commit."""
    event_log().append(pa.Table.from_pylist([row(**given) for given in rows], schema=EVENTS))


def record(workspace: str, batch: int, *events: dict[str, Any], received: datetime = NOW, **given: Any) -> bytes:
    """What the collector writes for one batch; without events it holds one view. given: of the cover or the batch."""
    now = micros(received)
    cover: dict[str, Any] = {
        "workspace": workspace, "host": "news.example", "device": "phone", "bot": False, "simulated": None,
        "received": now,
    }  # fmt: skip
    usual = {"name": "view", "at": now // 1000, "path": "/"}
    lines = [usual | event for event in events or [{}]]
    body = {"v": 1, "id": f"{batch:022d}", "visitor": VISITOR, "sent": now // 1000, "events": lines}
    body |= {name: value for name, value in given.items() if name not in cover}
    cover |= {name: value for name, value in given.items() if name in cover}
    return b"\n".join(json.dumps(part, ensure_ascii=False).encode() for part in (cover, body))


def number(batch: int) -> int:
    """Of the batch that is kept under this hash."""
    return next(number for number in range(1000) if visitor_of(f"{VISITOR}:{number:022d}") == batch)


def lay(home: Path, payloads: Sequence[bytes], *, started: int = 1) -> Path:
    """A closed segment with these payloads."""
    segment = Segment(home / "intake", started=started, fsync=False)
    segment.append([framed(payload) for payload in payloads])
    segment.close()
    return segment.path
