"""The decision log as metrics read it: up to one decision, people and strategies told apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef
from django.urls import reverse
from django.utils.http import urlencode

from houtai.core.work.models import Decision

ENOUGH = 10


@dataclass(frozen=True, kw_only=True)
class Touched:
    """Touch times in milliseconds, and how many decisions came without one."""

    ms: list[int]
    unmeasured: int

    @classmethod
    def of(cls, values: Iterable[int | None]) -> Touched:
        every = list(values)
        measured = [value for value in every if value is not None]
        return cls(ms=measured, unmeasured=len(every) - len(measured))

    @property
    def total(self) -> int:
        return sum(self.ms)

    @property
    def enough(self) -> bool:
        """Whether a mean says anything: ENOUGH measured decisions."""
        return len(self.ms) >= ENOUGH

    @property
    def mean(self) -> int:
        """Whole milliseconds, half a one goes up; 0 for none."""
        count = len(self.ms)
        return (2 * self.total + count) // (2 * count) if count else 0


@dataclass(frozen=True, kw_only=True)
class Log:
    """Decisions up to number `through`, either real or simulated ones."""

    through: int
    simulated: bool

    def until(self) -> Any:
        return Decision.objects.done().filter(id__lte=self.through).order_by("id")

    def rows(self) -> Any:
        return self.until().filter(simulated=self.simulated)

    def people(self, queue: str) -> Any:
        """What people decided in a queue; taking back is no deciding."""
        return self.rows().filter(actor="person", queue=queue, undoes=None)

    def strategies(self) -> Any:
        return self.rows().filter(actor="strategy", undoes=None).exclude(queue="")

    def handed_over(self) -> dict[str, int]:
        """Queue to the number of the first decision that a strategy carried out in it."""
        firsts = self.strategies().order_by().values("queue").annotate(first=Min("id")).order_by("queue")
        return {row["queue"]: row["first"] for row in firsts}

    def before(self, queue: str, *, first: int) -> Touched:
        """What people's decisions took before the queue was handed over."""
        return Touched.of(self.people(queue).filter(id__lt=first).values_list("touch_ms", flat=True))

    def taken_back(self, queue: str) -> Any:
        """Undoings of what strategies decided here, whoever undid it."""
        return self.until().filter(undoes__actor="strategy", undoes__queue=queue, undoes__simulated=self.simulated)

    def rework(self, queue: str, *, start: datetime, end: datetime) -> Touched:
        """People's time in [start, end) for taking back and deciding afresh."""
        corrections = self.taken_back(queue).filter(actor="person"), self.redone(queue)
        spans = [within(rows, start=start, end=end).values_list("touch_ms", flat=True) for rows in corrections]
        return Touched.of([touch for span in spans for touch in span])

    def redone(self, queue: str) -> Any:
        """What people decided afresh where a strategy had decided before and its decision still stood.

        After a decision was taken back, and so saved nothing, deciding anew is ordinary work.
        """
        undoings = Decision.objects.filter(undoes=OuterRef("pk"), id__lte=self.through)
        earlier = Decision.objects.done().filter(
            ~Exists(undoings),
            actor="strategy",
            queue=queue,
            simulated=self.simulated,
            subject=OuterRef("subject"),
            id__lt=OuterRef("id"),
        )
        return self.until().filter(Exists(earlier), actor="person", undoes=None, queue__in=("", queue))

    def audits(self, queue: str) -> Any:
        """What a strategy was sure of and left to people by chance."""
        rows = Decision.objects.filter(id__lte=self.through, simulated=self.simulated)
        return rows.filter(mode="audit", actor="strategy", queue=queue)


def in_seconds(ms: int) -> str:
    """Exact: 21437 is 21.437."""
    sign = "-" if ms < 0 else ""
    return f"{sign}{abs(ms) // 1000}.{abs(ms) % 1000:03d}"


def within(rows: Any, *, start: datetime, end: datetime) -> Any:
    return rows.filter(at__gte=start, at__lt=end)


def evidence_link(*, start: datetime, end: datetime, simulated: bool, **filters: str) -> str:
    """Desk address of the decision log, narrowed to these rows."""
    span = {"since": start.astimezone(UTC).isoformat(), "until": end.astimezone(UTC).isoformat()}
    return f"{reverse('work.decisions')}?{urlencode({**filters, 'simulated': str(simulated).lower(), **span})}"
