"""Closing: every metric is measured for a span of time that is over, and what comes out is written down for good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Min
from django.utils import translation

from houtai.core.catalog.catalog import catalog
from houtai.core.ledger.evidence import weakest
from houtai.core.ledger.metric import Measurement, Metric, Question
from houtai.core.ledger.models import Entry
from houtai.core.work.chain import lock_chain
from houtai.core.work.models import Decision

DAY = timedelta(days=1)


class NotOver(ValueError):
    """The span reaches into the future, so it cannot be closed yet."""


class NoSpan(ValueError):
    """The span ends before it begins."""


def close(*, start: datetime, end: datetime, now: datetime) -> list[Entry]:
    """Measure every metric for [start, end), real and simulated apart, and append the lines. Returns the new entries.

    What is closed already stays as it is and is not counted again: closing twice changes nothing.
    Times are aware. Raises NotOver and NoSpan.
    """
    metrics = [metric for metric in catalog.metrics.values() if not metric.monthly]
    return _close(metrics, start=start, end=end, now=now)


def _close(metrics: Iterable[Metric], *, start: datetime, end: datetime, now: datetime) -> list[Entry]:
    if end > now:
        raise NotOver(f"{end:%Y-%m-%d %H:%M} is not over yet")
    if end <= start:
        raise NoSpan(f"{start:%Y-%m-%d %H:%M} is not before {end:%Y-%m-%d %H:%M}")
    through = Decision.objects.aggregate(last=Max("id"))["last"] or 0
    asked = [
        (metric, question)
        for metric in metrics
        if catalog.is_on(metric.name)
        for question in _questions(metric, start.astimezone(UTC), end.astimezone(UTC), through)
    ]
    # Measured before the transaction begins, so that nobody waits for the arithmetic.
    lines = [(metric, question, line) for metric, question in asked for line in question.lines(metric).values()]
    with transaction.atomic():
        lock_chain(Entry)
        return [_append(*found, now=now) for found in lines if not _closed(*found)]


def close_until(now: datetime, *, whole_days: bool = True) -> list[Entry]:
    """Close each day in UTC that is over and not closed yet; with whole_days off, today so far as well."""
    until = midnight(now) if whole_days else now
    real = Entry.objects.filter(simulated=False)
    first = real.aggregate(last=Max("end"))["last"] or Decision.objects.aggregate(first=Min("at"))["first"]
    entries: list[Entry] = []
    start = midnight(first) if first else until
    while start < until:
        entries += close(start=start, end=min(start + DAY, until), now=now)
        start += DAY
    return entries + close_months(now)


def close_months(now: datetime) -> list[Entry]:
    """Close each month in UTC that is over for the metrics that are measured by month."""
    entries: list[Entry] = []
    for metric in catalog.metrics.values():
        start = metric.begins() if metric.monthly and catalog.is_on(metric.name) else None
        while start and (end := month_after(start)) <= now:
            entries += _close([metric], start=start, end=end, now=now)
            start = end
    return entries


def month_after(start: datetime) -> datetime:
    return (start.replace(day=1) + 31 * DAY).replace(day=1)


def midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(UTC).date(), time(), tzinfo=UTC)


def _questions(metric: Metric, start: datetime, end: datetime, through: int) -> Iterator[Question]:
    """What is still open of the span, for real decisions and for simulated ones."""
    for simulated in (False, True):
        closed = Entry.objects.overlapping(metric=metric.name, simulated=simulated, start=start, end=end)
        since = max(start, closed.aggregate(last=Max("end"))["last"] or start)
        if since < end:
            yield Question(start=since, end=end, through=through, simulated=simulated)


def _closed(metric: Metric, question: Question, line: Measurement) -> bool:
    """Whether somebody else has closed it while we measured."""
    span = {"start": question.start, "end": question.end, "simulated": question.simulated}
    return Entry.objects.overlapping(metric=metric.name, **span).filter(part=line.part).exists()


def _append(metric: Metric, question: Question, line: Measurement, *, now: datetime) -> Entry:
    day = question.end.astimezone(UTC).date()
    basis = metric.basis(part=line.part, day=day)
    inputs = {**line.inputs, **(basis.kept() if basis else {})}
    with translation.override("en"):
        formula = metric.formula(inputs)
    return Entry.objects.append(
        metric=metric.name,
        part=line.part,
        direction=metric.direction.value,
        start=question.start,
        end=question.end,
        unit=metric.unit,
        value=line.value,
        low=line.low,
        high=line.high,
        evidence=line.evidence,
        simulated=question.simulated,
        formula=formula,
        inputs=inputs,
        link=line.link,
        through=question.through,
        closed_at=now.astimezone(UTC),
        **money(line.value, line.evidence, basis),
    )


def money(value: int, evidence: str, basis: Any) -> dict[str, Any]:
    """What a line is worth. An assumed rate or a price makes the money an estimate, however the value was measured."""
    if basis is None:
        return {}
    told = {"money": basis.worth(value), "currency": basis.currency}
    return {**told, "money_evidence": weakest(evidence, basis.evidence)}
