"""How long people work on one decision, before and after a queue was handed over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houtai.core.ledger.evidence import Evidence
from houtai.core.ledger.log import ENOUGH, Log, Touched, evidence_link, in_seconds, within
from houtai.core.ledger.metric import Figure, Measurement, Metric
from houtai.core.ledger.resampling import chance, interval, sums


class TouchPerDecision(Metric):
    """Per queue, in whole milliseconds: people's touch time in the span, rework included, over all decisions in it.

    Of a queue that was handed over, only what came after counts: what came before is the figure to compare with.
    Decisions by people without a touch time are left out and counted; those by strategies count as taking none.
    """

    name = "value.touch"
    label = gettext_lazy("Touch time per decision")
    about = gettext_lazy("How long people work on one decision, whoever makes it.")
    unit = "ms"
    terms = {
        "people": gettext_lazy("Decisions by people, measured"),
        "people_unmeasured": gettext_lazy("Decisions by people, not measured"),
        "people_ms": gettext_lazy("People's touch time, in milliseconds"),
        "strategies": gettext_lazy("Decisions by strategies"),
        "rework_ms": gettext_lazy("Rework, in milliseconds"),
        "rework_unmeasured": gettext_lazy("Rework, not measured"),
        "before_ms": gettext_lazy("Touch time per decision before, in milliseconds"),
        "before_measured": gettext_lazy("Decisions before, measured"),
        "each_ms": gettext_lazy("Touch time per decision, in milliseconds"),
    }

    def measure(self, *, start: datetime, end: datetime, through: int, simulated: bool) -> list[Measurement]:
        log = Log(through=through, simulated=simulated)
        rows = within(log.rows().filter(undoes=None).exclude(queue=""), start=start, end=end)
        queues = rows.order_by("queue").values_list("queue", flat=True).distinct()
        firsts = log.handed_over()
        lines = [line(log, queue, firsts.get(queue), start, end) for queue in queues]
        return [found for found in lines if found]

    def formula(self, inputs: Mapping[str, Any]) -> str:
        return _("(%(touch)s s + %(rework)s s of rework) ÷ (%(people)s + %(strategies)s) decisions = %(each)s s") % {
            "touch": in_seconds(inputs["people_ms"]),
            "rework": in_seconds(inputs["rework_ms"]),
            "people": inputs["people"],
            "strategies": inputs["strategies"],
            "each": in_seconds(inputs["each_ms"]),
        }

    def figure(self, inputs: Mapping[str, Any]) -> Figure:
        decisions = inputs["people"] + inputs["strategies"]
        return Figure(before=inputs["before_ms"], after=inputs["each_ms"], weight=decisions, missing=missing(inputs))


def line(log: Log, queue: str, first: int | None, start: datetime, end: datetime) -> Measurement | None:
    """The measurement of one queue; None when nothing in it was measured."""
    since = within(log.people(queue).filter(id__gt=first or 0), start=start, end=end)
    people = Touched.of(since.values_list("touch_ms", flat=True))
    strategies = within(log.strategies().filter(queue=queue), start=start, end=end).count()
    decisions = len(people.ms) + strategies
    if not decisions:
        return None
    rework = extra(log, queue, start, end)
    each = rounded(people.total + rework.total, decisions)
    low, high = spread([*people.ms, *rework.ms], among=decisions)
    return Measurement(
        part=queue,
        value=each,
        low=min(low, each),
        high=max(high, each),
        evidence=(Evidence.ESTIMATED if log.simulated else Evidence.OBSERVED).value,
        inputs={
            "people": len(people.ms),
            "people_unmeasured": people.unmeasured,
            "people_ms": people.total,
            "strategies": strategies,
            "rework_ms": rework.total,
            "rework_unmeasured": rework.unmeasured,
            **before(log, queue, first),
            "each_ms": each,
        },
        link=evidence_link(start=start, end=end, queue=queue, mode="done", simulated=log.simulated),
    )


def extra(log: Log, queue: str, start: datetime, end: datetime) -> Touched:
    """Time for putting right that is not among the queue's own decisions already."""
    outside = log.redone(queue).filter(queue="")
    corrections = log.taken_back(queue).filter(actor="person"), outside
    spans = [within(rows, start=start, end=end).values_list("touch_ms", flat=True) for rows in corrections]
    return Touched.of([touch for span in spans for touch in span])


def before(log: Log, queue: str, first: int | None) -> dict[str, int | None]:
    """The mean before the queue was handed over; None when it never was, or too little was measured."""
    if first is None:
        return {"before_ms": None, "before_measured": None}
    known = log.before(queue, first=first)
    return {"before_ms": known.mean if known.enough else None, "before_measured": len(known.ms)}


def missing(inputs: Mapping[str, Any]) -> str:
    count = inputs["before_measured"]
    if count is None or count >= ENOUGH:
        return ""
    return _("Only %(count)s measured decisions by people before the strategy; %(enough)s are needed.") % {
        "count": count,
        "enough": ENOUGH,
    }


def spread(touches: list[int], *, among: int) -> tuple[int, int]:
    return interval(sums(touches, among=among, random=chance()) / among)


def rounded(total: int, count: int) -> int:
    return (2 * total + count) // (2 * count)
