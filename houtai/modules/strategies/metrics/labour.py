"""What strategies saved: people's time before, times what strategies decided, minus what it cost to put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houtai.core.ledger.log import Log, Touched, evidence_link, in_seconds, within
from houtai.core.ledger.metric import Measurement, Step
from houtai.core.ledger.resampling import chance, interval, means, sums
from houtai.modules.strategies.metrics.saved import DECIDED, TimeSaved, evidence, rounded


class LabourSaved(TimeSaved):
    """Per queue, in seconds: saved = n × before - rework, in whole milliseconds, then rounded once, half a second up.

    n: strategies' decisions in the span minus those taken back in the span, so that spans add up;
    before: mean touch time of people's decisions before the queue was handed over, at least log.ENOUGH of them;
    rework: touch time of taking back, and of people's new decisions where a strategy's decision still stood.
    """

    name = "strategies.saved"
    label = gettext_lazy("Labour saved")
    about = gettext_lazy("People's time that strategies saved in each queue, with rework subtracted.")
    terms = {
        **DECIDED,
        "audits": gettext_lazy("Decisions left to people for audit"),
        "before_measured": gettext_lazy("Decisions before, measured"),
        "before_unmeasured": gettext_lazy("Decisions before, not measured"),
        "rework_measured": gettext_lazy("Rework, measured"),
        "rework_unmeasured": gettext_lazy("Rework, not measured"),
        "before_ms": gettext_lazy("Touch time per decision before, in milliseconds"),
        "rework_ms": gettext_lazy("Rework, in milliseconds"),
        "n": gettext_lazy("Decisions that stand"),
        "saved_ms": gettext_lazy("Saved, in milliseconds"),
    }

    def measure(self, *, start: datetime, end: datetime, through: int, simulated: bool) -> list[Measurement]:
        log = Log(through=through, simulated=simulated)
        known = ((queue, log.before(queue, first=first)) for queue, first in log.handed_over().items())
        lines = [line(log, queue, before, start, end) for queue, before in known if before.enough]
        return [found for found in lines if found]

    def formula(self, inputs: Mapping[str, Any]) -> str:
        return _("(%(made)s - %(back)s) decisions × %(before)s s - %(rework)s s of rework = %(saved)s s") % {
            "made": inputs["made"],
            "back": inputs["taken_back"],
            "before": in_seconds(inputs["before_ms"]),
            "rework": in_seconds(inputs["rework_ms"]),
            "saved": in_seconds(inputs["saved_ms"]),
        }

    def steps(self, inputs: Mapping[str, Any]) -> Sequence[Step]:
        before, audits = inputs["before_ms"], inputs["audits"] * inputs["before_ms"]
        return (
            Step(name="sure", label=_("Sure of it"), change=inputs["made"] * before + audits),
            Step(name="audits", label=_("Audits"), change=-audits),
            Step(name="back", label=_("Taken back"), change=-inputs["taken_back"] * before),
            Step(name="rework", label=_("Rework"), change=-inputs["rework_ms"]),
        )


def line(log: Log, queue: str, before: Touched, start: datetime, end: datetime) -> Measurement | None:
    """The measurement of one queue; None when no strategy did anything in it and nothing was put right."""
    counts = counted(log, queue, start, end)
    rework = log.rework(queue, start=start, end=end)
    if not any((*counts.values(), rework.ms, rework.unmeasured)):
        return None
    inputs = {**counts, **measured(before, rework), "before_ms": before.mean, "rework_ms": rework.total}
    n = inputs["n"] = counts["made"] - counts["taken_back"]
    inputs["saved_ms"] = saved_ms(n=n, before_ms=before.mean, rework_ms=rework.total)
    low, high = spread(before, rework, n=n, among=counts["made"])
    return Measurement(
        part=queue,
        value=rounded(inputs["saved_ms"]),
        low=rounded(min(low, inputs["saved_ms"])),
        high=rounded(max(high, inputs["saved_ms"])),
        evidence=evidence(log),
        inputs=inputs,
        link=evidence_link(start=start, end=end, queue=queue, actor="strategy", simulated=log.simulated),
    )


def counted(log: Log, queue: str, start: datetime, end: datetime) -> dict[str, int]:
    rows = {
        "made": log.strategies().filter(queue=queue),
        "taken_back": log.taken_back(queue),
        "audits": log.audits(queue),
    }
    return {name: within(found, start=start, end=end).count() for name, found in rows.items()}


def measured(before: Touched, rework: Touched) -> dict[str, int]:
    """How many touch times stand behind the figures, and how many decisions came without one."""
    return {
        "before_measured": len(before.ms),
        "before_unmeasured": before.unmeasured,
        "rework_measured": len(rework.ms),
        "rework_unmeasured": rework.unmeasured,
    }


def saved_ms(*, n: int, before_ms: int, rework_ms: int) -> int:
    """Milliseconds; negative when putting right took longer than deciding had."""
    return n * before_ms - rework_ms


def spread(before: Touched, rework: Touched, *, n: int, among: int) -> tuple[int, int]:
    """The 95 % bootstrap interval, in milliseconds: other people's decisions before, other mistakes since."""
    random = chance()
    befores = means(before.ms, random=random)
    return interval(n * befores - sums(rework.ms, among=among, random=random))
