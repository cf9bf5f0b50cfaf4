"""What many entries say together. Classes of evidence are never added to each other, nor simulated figures to real."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from houtai.core.catalog.catalog import catalog
from houtai.core.catalog.module import Direction
from houtai.core.ledger.evidence import Evidence
from houtai.core.ledger.metric import Figure, Metric, Step
from houtai.core.ledger.models import Entry
from houtai.core.work.models import Subject


@dataclass(frozen=True, kw_only=True)
class Total:
    """Seconds of work of one class, with their bounds, and money in minor units, which has a class of its own.

    The bounds of the lines are added: lines of one queue share their "before", so their errors do not cancel out.
    """

    evidence: str
    simulated: bool
    seconds: int
    low: int
    high: int
    money: int
    currency: str
    money_evidence: str
    lines: int

    @property
    def sure(self) -> str:
        return str(Evidence(self.evidence).label)


@dataclass(frozen=True, kw_only=True)
class Worth:
    """One direction and what it is worth so far, a total for each class."""

    direction: Direction
    totals: list[Total]


def worth(entries: Any) -> list[Worth]:
    """The three directions over these entries (a queryset); one query."""
    rows = [row for row in entries.totals() if row["unit"] == "s"]
    return [
        Worth(direction=direction, totals=[total(row) for row in rows if row["direction"] == direction.value])
        for direction in Direction
    ]


def total(row: dict[str, Any]) -> Total:
    sums = {"seconds": row["value_sum"], "low": row["low_sum"], "high": row["high_sum"], "money": row["money_sum"]}
    kept = ("evidence", "simulated", "currency", "money_evidence", "lines")
    return Total(**sums, **{name: row[name] for name in kept})


@dataclass(kw_only=True)
class Way:
    """The steps to the labour saved, added up over the entries of one class."""

    evidence: str
    simulated: bool
    steps: dict[str, Step] = field(default_factory=dict)

    def add(self, step: Step) -> None:
        known = self.steps.get(step.name)
        change = step.change + (known.change if known else 0)
        self.steps[step.name] = Step(name=step.name, label=step.label, change=change)


@dataclass(kw_only=True)
class Comparison:
    """Milliseconds per decision in one part, before and after; `before` is None where too little was measured."""

    part: str
    simulated: bool
    before: int | None = None
    missing: Any = ""
    spent: int = 0
    decisions: int = 0

    def add(self, figure: Figure) -> None:
        self.before = figure.before if figure.before is not None else self.before
        self.missing = figure.missing
        self.spent += figure.after * figure.weight
        self.decisions += figure.weight

    @property
    def after(self) -> int:
        return round(self.spent / self.decisions) if self.decisions else 0

    @property
    def label(self) -> str:
        return part_label(self.part)


@dataclass(frozen=True, kw_only=True)
class Pictures:
    """What the charts draw."""

    ways: list[Way]
    comparisons: list[Comparison]


def pictures(entries: Iterable[Entry]) -> Pictures:
    """Steps and comparisons over these entries, which come oldest first."""
    ways: dict[Any, Way] = {}
    comparisons: dict[Any, Comparison] = {}
    for entry in entries:
        metric = catalog.metrics.get(entry.metric)
        if metric is not None:
            add_steps(ways, entry, metric)
            add_figure(comparisons, entry, metric)
    return Pictures(ways=list(ways.values()), comparisons=list(comparisons.values()))


def add_steps(ways: dict[Any, Way], entry: Entry, metric: Metric) -> None:
    kind = {"evidence": entry.evidence, "simulated": entry.simulated}
    for step in metric.steps(entry.inputs):
        ways.setdefault(tuple(kind.values()), Way(**kind)).add(step)


def add_figure(comparisons: dict[Any, Comparison], entry: Entry, metric: Metric) -> None:
    figure = metric.figure(entry.inputs)
    kind = {"part": entry.part, "simulated": entry.simulated}
    if figure is not None:
        comparisons.setdefault(tuple(kind.values()), Comparison(**kind)).add(figure)


def part_label(part: str) -> str:
    """A queue or a module by its name for people, a subject (kind:key) by its title; anything else as it is."""
    kind, _colon, key = part.partition(":")
    known = catalog.queues.get(part) or catalog.modules.get(part)
    if known:
        return str(known.label)
    return str((key and Subject.objects.filter(kind=kind, key=key).first()) or part)


def told(entry: Entry) -> str:
    """The entry's formula in the active language, or as it was written when its metric is gone."""
    metric = catalog.metrics.get(entry.metric)
    return metric.formula(entry.inputs) if metric else entry.formula
