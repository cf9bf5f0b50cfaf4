"""Readers' events, written straight into an event log of each test's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.apps import apps
from django.test import Client

from houtai.core.events import commits, log
from houtai.core.events.schema import EVENTS, Fate, visitor_of


def event(name: str, at: datetime, visitor: str = "v", **other: Any) -> dict[str, Any]:
    usual = {"commit": 1, "batch": 1, "n": 0, "reader": "", "path": "/", "referrer": "", "device": "phone"}
    more = {"subject": "", "value": None, "decision": None, "via": None, "props": "", "simulated": False}
    when = {"at": at, "received": at, "day": at.date(), "fate": int(Fate.COUNTED)}
    return {**usual, **more, **when, "name": name, "visitor": visitor_of(visitor), **other}


def keep(*rows: dict[str, Any]) -> None:
    """As one commit, numbered as the writer does."""
    events = log.event_log()
    commit = max(events.position("commit"), 0) + 1
    table = pa.Table.from_pylist([{**row, "commit": commit} for row in rows], schema=EVENTS)
    events.append(table, positions={"commit": commit})


@pytest.fixture(autouse=True)
def own_log(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Databases are rolled back after a test, files are not."""
    fresh = log.Log(tmp_path / "log", EVENTS)
    monkeypatch.setattr(log, "event_log", lambda: fresh)
    monkeypatch.setattr(commits, "event_log", lambda: fresh)


@pytest.fixture
def article(alice: Any) -> Any:
    made = apps.get_model("content.Article")(title="Tide tables", body="<p>Text.</p>", live=False)
    made.save()
    made.save_revision()
    made.act("publish", alice)
    return made


@pytest.fixture
def desk(client: Client, bob: Any) -> Client:
    client.force_login(bob)
    return client


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock of the pages."""

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr("houtai.modules.insight.views.asked.now", lambda: moment)

    return set_clock
