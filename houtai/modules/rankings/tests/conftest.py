"""Readers who are shown articles and open some, written straight into the event log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from houtai.core.events import commits, log
from houtai.core.events.schema import EVENTS, Fate, visitor_of
from houtai.modules.rankings.models import Ranking

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def event(name: str, subject: str, visitor: str, *, ago: float = 1, **other: Any) -> dict[str, Any]:
    """ago: hours before NOW."""
    at = NOW - timedelta(hours=ago)
    usual = {"commit": 1, "batch": 1, "n": 0, "reader": "", "path": "/", "referrer": "", "device": "", "value": None}
    more = {"decision": None, "via": None, "props": "", "simulated": False, "fate": int(Fate.COUNTED)}
    when = {"at": at, "received": at, "day": at.date()}
    return {**usual, **more, **when, "name": name, "subject": subject, "visitor": visitor_of(visitor), **other}


def shown_and_opened(subject: str, *, shown: int, opened: int, **other: Any) -> list[dict[str, Any]]:
    """So many visitors were shown it, and so many of them opened it."""
    shows = [event("show", subject, f"v{n}", **other) for n in range(shown)]
    return shows + [event("view", subject, f"v{n}", **other) for n in range(opened)]


def keep(rows: list[dict[str, Any]]) -> None:
    """As one commit, numbered as the writer does."""
    events = log.event_log()
    commit = max(events.position("commit"), 0) + 1
    table = pa.Table.from_pylist([{**row, "commit": commit} for row in rows], schema=EVENTS)
    events.append(table, positions={"commit": commit})


@pytest.fixture
def own_log(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty event log for one test: databases are rolled back, files are not."""
    fresh = log.Log(tmp_path / "log", EVENTS)
    monkeypatch.setattr(log, "event_log", lambda: fresh)
    monkeypatch.setattr(commits, "event_log", lambda: fresh)


@pytest.fixture
def ranking(own_log: None) -> Ranking:
    return Ranking.objects.get(name="hot")


@pytest.fixture
def articles(alice: Any) -> list[Any]:
    """Five published ones."""
    from django.apps import apps

    made = []
    for n in range(1, 6):
        article = apps.get_model("content.Article")(title=f"Article {n}", body="<p>Text.</p>", live=False)
        article.save()
        article.save_revision()
        article.act("publish", alice)
        made.append(article)
    return made


def named(article: Any) -> str:
    return f"content.article:{article.pk}"
