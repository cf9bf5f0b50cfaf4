"""Verifying: the chain is walked, and each line is measured again from its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from houtai.core.catalog.catalog import UnknownName
from houtai.core.ledger.metric import Question
from houtai.core.ledger.models import Entry
from houtai.core.ledger.models.price import worth_of_pairs
from houtai.core.ledger.models.rate import worth
from houtai.core.work.chain import Difference
from houtai.core.work.sealing import verified

MEASURED = ("value", "low", "high", "evidence")


def verify() -> list[Difference]:
    """Everything that is not as it was written or does not follow from its evidence; empty when all is well."""
    return sorted([*verified(Entry), *recomputed()], key=lambda difference: difference.row)


def recomputed() -> Iterator[Difference]:
    """Each line whose figures come out differently when they are measured again."""
    questions: dict[Any, Question] = {}
    for entry in Entry.objects.order_by("id").iterator(chunk_size=500):
        asked = (entry.start, entry.end, entry.through, entry.simulated)
        names = ("start", "end", "through", "simulated")
        question = questions.setdefault(asked, Question(**dict(zip(names, asked, strict=True))))
        yield from (Difference(entry.id, what) for what in wrong(entry, question))


def wrong(entry: Entry, question: Question) -> Iterator[str]:
    try:
        line = question.lines(entry.word).get(entry.part)
    except UnknownName as error:
        yield f"cannot be measured again: {error}"
        return
    if line is None:
        yield f"has no evidence: {entry.metric} finds nothing for {entry.part}"
        return
    yield from (
        f"{name} is {getattr(entry, name)}, its evidence says {getattr(line, name)}"
        for name in MEASURED
        if getattr(entry, name) != getattr(line, name)
    )
    yield from wrong_inputs(entry, dict(line.inputs))


def wrong_inputs(entry: Entry, inputs: dict[str, Any]) -> Iterator[str]:
    kept = {name: value for name, value in entry.inputs.items() if name not in ("rate", "price")}
    changed = sorted(name for name in {*kept, *inputs} if kept.get(name) != inputs.get(name))
    if changed:
        yield f"its inputs differ: {', '.join(changed)}"
    if entry.money != (due := due_by(entry)):
        yield f"money is {entry.money}, its rate says {due}"


def due_by(entry: Entry) -> int:
    """What the rate or the price that it keeps makes of its value."""
    rate, price = entry.inputs.get("rate"), entry.inputs.get("price")
    if price:
        return worth_of_pairs(entry.value, price)
    return worth(entry.value, per_hour=rate["per_hour"]) if rate else 0
