"""The day's background work. It goes through the same outbox, queue and worker as any other."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from houtai.core.workspaces.tasks import task
from houtai.modules.collect.models import Source
from houtai.modules.strategies.models.run import tick


def at_once(_seconds: float) -> None:
    """Played time does not wait between two pages."""


@task
def collect(source: int, at: str, admitted: str) -> None:
    """Look at a source at a played time; nothing but the day's own server may be reached."""
    source_row: Any = Source.objects.get(pk=source)
    source_row.collect(now=datetime.fromisoformat(at), admit=frozenset({admitted}), closed=True, sleep=at_once)


@task
def tick_strategies(at: str) -> None:
    tick(now=datetime.fromisoformat(at), simulated=True)
