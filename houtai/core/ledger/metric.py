"""What a module writes to prove its worth: a figure that anyone can measure again and get the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from houtai.core.catalog import words
from houtai.core.catalog.module import SUPPORT, Direction


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """One figure for one part (a queue, a strategy). value, low, high: whole numbers of the metric's unit.

    low, high: the 95 % interval; inputs: every number of the formula, as JSON; link: desk address of the rows behind.
    """

    part: str
    value: int
    low: int
    high: int
    evidence: str
    inputs: Mapping[str, Any]
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One bar of the way to the figure: a change, in thousandths of the metric's unit (milliseconds of seconds)."""

    name: str
    label: Any
    change: int


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Milliseconds per decision, before (None: not measured) and after.

    weight: how many decisions came after; missing: why there is no "before" although there should be one, for people.
    """

    before: int | None
    after: int
    weight: int
    missing: Any = ""


class Metric(words.Metric):
    """Subclass it in a module's `metrics.py`. unit "s" is seconds of somebody's work; `role` says whose, for the rate.

    direction: which of the three ways of being worth something it shows; terms: what the inputs are called, for people;
    unit_label: what the unit is called, for people; empty where it is time; monthly: measured for whole months in UTC
    only, from the one that `begins` names.
    """

    direction: ClassVar[Direction] = SUPPORT
    terms: ClassVar[Mapping[str, Any]] = {}
    role: ClassVar[str] = ""
    unit_label: ClassVar[Any] = ""
    monthly: ClassVar[bool] = False

    def measure(self, *, start: datetime, end: datetime, through: int, simulated: bool) -> list[Measurement]:
        """One line per part that has something to measure in [start, end), from decisions up to number `through`.

        Called again with the same arguments it gives the same lines: no clock, no chance, no settings.
        """
        raise NotImplementedError

    def begins(self) -> datetime | None:
        """When the first month of a monthly metric begins; None while there is nothing to measure."""
        return None

    def basis(self, *, part: str, day: date) -> Any:
        """What turns a line into money on a day: a Rate or a Price; None when it is no money."""
        from houtai.core.ledger.models import Rate

        return Rate.objects.on(day, role=self.role) if self.role else None

    def formula(self, inputs: Mapping[str, Any]) -> str:
        """The formula with its numbers filled in, in the active language."""
        return ""

    def steps(self, inputs: Mapping[str, Any]) -> Sequence[Step]:
        """The changes that add up to the figure, for the waterfall; empty where it has none."""
        return ()

    def figure(self, inputs: Mapping[str, Any]) -> Figure | None:
        """The same figure before and after, for the comparison; None where it has none."""
        return None


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of every metric at one closing: the span, how far the log reached, and played or real."""

    start: datetime
    end: datetime
    through: int
    simulated: bool
    asked: dict[str, dict[str, Measurement]] = field(default_factory=dict, compare=False, hash=False)

    def lines(self, metric: Metric) -> dict[str, Measurement]:
        """The metric's lines by part, measured once."""
        if metric.name not in self.asked:
            found = metric.measure(start=self.start, end=self.end, through=self.through, simulated=self.simulated)
            self.asked[metric.name] = {line.part: line for line in found}
        return self.asked[metric.name]
