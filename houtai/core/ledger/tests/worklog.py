"""Decisions as people and strategies leave them in the log, for tests of what is measured from it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from houtai.core.work.models import Decision, Subject

DAY = datetime(2026, 3, 2, tzinfo=UTC)


class Worklog:
    """Writes one decision a minute, each on a subject of its own unless told otherwise."""

    def __init__(self, *, user: Any, at: datetime = DAY, queue: str = "work.requested") -> None:
        self.user, self.at, self.queue = user, at, queue

    def subject(self) -> Subject:
        return Subject.objects.create(kind="work.request", key=str(Subject.objects.count() + 1000))

    def write(self, **values: Any) -> Decision:
        self.at += timedelta(minutes=1)
        known = {"action": "work.approve", "version": 1, "queue": self.queue, "actor": "person", "user": self.user}
        row = {**known, "at": self.at, **values}
        return Decision.objects.append(**{"subject": row.pop("subject", None) or self.subject(), **row})

    def people(self, *touches: int | None, **values: Any) -> list[Decision]:
        return [self.write(touch_ms=touch, **values) for touch in touches]

    def strategies(self, count: int, **values: Any) -> list[Decision]:
        return [self.write(actor="strategy", strategy="strategies.strategy:1", **values) for _ in range(count)]

    def undo(self, decision: Decision, *, touch_ms: int | None, **values: Any) -> Decision:
        back = {"undoes": decision, "subject": decision.subject, "queue": "", "simulated": decision.simulated}
        return self.write(touch_ms=touch_ms, **{**back, **values})
