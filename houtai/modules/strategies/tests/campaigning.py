"""A campaign with candidates, an action and a push part of its own, offered through the catalog as any module's are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, ClassVar

import pyarrow as pa
from django.apps import apps
from wagtail import blocks

from houtai.core.catalog.catalog import Catalog, catalog
from houtai.core.catalog.module import SAVING, Module
from houtai.core.catalog.words import Fact
from houtai.core.events.log import assignment_log, event_log
from houtai.core.events.schema import ASSIGNMENTS, EVENTS
from houtai.core.readers.models import Audience, Reader, Visitor
from houtai.core.work.actions import Action
from houtai.core.work.candidates import Candidate, Candidates
from houtai.core.work.errors import NotPossible
from houtai.modules.strategies.models import Strategy
from houtai.modules.strategies.tests.conftest import run

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WORDS = ("actions", "candidates", "metrics", "queues")


class Hot(Candidates):
    name, label, subject = "scratch.hot", "Hot ones", "collect.draft"
    known: ClassVar[Sequence[Fact]] = [Fact(name="rate", label="Rate"), Fact(name="age_hours", label="Age")]
    rates: ClassVar[list[tuple[Any, float]]] = []

    def best(self, *, now: datetime, limit: int = 100, simulated: bool = False) -> list[Candidate]:
        return [
            Candidate(subject=subject, facts={"rate": rate, "age_hours": 2}) for subject, rate in self.rates[:limit]
        ]


class Send(Action):
    name, label, permission, icon = "scratch.send", "Send", "collect.decide_draft", "mail"
    sent: ClassVar[list[dict[str, Any]]] = []
    refuses: ClassVar[set[str]] = set()

    def perform(self, target: Any, *, at: datetime, actor: Any, **inputs: Any) -> dict[str, Any]:
        if str(target) in self.refuses:
            raise NotPossible("It was withdrawn.")
        self.sent.append({"title": str(target), "at": at, **inputs})
        return {"push": len(self.sent)}


class SendBlock(blocks.StructBlock):
    name, action = "scratch_send", "scratch.send"
    text = blocks.CharBlock(required=False)

    class Meta:
        label = "Send"

    def inputs(self, value: Any, candidate: Candidate) -> dict[str, Any]:
        return {"headlines": [value["text"] or candidate.subject.title]}


scratch = Module(
    name="scratch",
    label="Scratch",
    icon="mail",
    order=99,
    direction=SAVING,
    actions=[Send],
    candidates=[Hot],
    blocks=[SendBlock],
)


def offer(monkeypatch: Any) -> None:
    Hot.rates, Send.sent, Send.refuses = [], [], set()
    monkeypatch.setitem(catalog.modules, "scratch", scratch)
    field = Strategy._meta.get_field("parts")
    forget(catalog, field)


def forget(known: Catalog, field: Any) -> None:
    """What was gathered before."""
    for word in WORDS:
        known.__dict__.pop(word, None)
    field.__dict__.pop("stream_block", None)


def hot(*rates: float) -> list[Any]:
    """Candidates with these click rates, the first one best; gives their subjects."""
    from houtai.core.work.tests.conftest import waiting

    subjects = [draft.subject for draft in waiting(len(rates), title="Story")]
    Hot.rates = list(zip(subjects, rates, strict=True))
    return subjects


def parts(**changed: Any) -> list[tuple[str, dict[str, Any]]]:
    """Each part by name, or several as a list; None leaves it out."""
    condition = {"fact": "rate", "operator": "ge", "value": "0.1"}
    usual: dict[str, Any] = {
        "schedule": {"every": "hour", "first": 8, "last": 21, "at": time(8), "zone": "UTC"},
        "candidates": {"candidates": "scratch.hot", "count": 20},
        "audience": {"audience": "Everybody"},
        "rule": {"reason": "Readers open it", "conditions": [condition], "action": ""},
        "guardrails": {"holdout": 10.0, "most": 5, "apart": 30, "opt_outs": 5.0},
        "scratch_send": {"text": ""},
    }
    chosen = {**usual, **changed}
    each = {name: value if isinstance(value, list) else [value] for name, value in chosen.items() if value is not None}
    return [(name, {**usual[name], **value}) for name, values in each.items() for value in values]


def campaign(*, readers: int = 0, name: str = "Hot ones hourly", clean: bool = True, **changed: Any) -> Strategy:
    """A draft, with its audience."""
    everybody(readers)
    row: Any = Strategy(name=name, queue="", live=False)
    row.parts = parts(**changed)
    row.save()
    row.save_revision(clean=clean)
    return Strategy.objects.get(pk=row.pk)


def everybody(count: int) -> list[Reader]:
    Audience.objects.get_or_create(name="Everybody")
    rows = Reader.objects.bulk_create([Reader(first_seen=NINE, last_seen=NINE) for _each in range(count)])
    Visitor.objects.bulk_create([Visitor(id=row.pk + 1_000_000, reader=row) for row in rows])
    return rows


def started(strategy: Strategy, *, by: Any, live: bool = True, at: datetime = NINE - HOUR / 2) -> Strategy:
    run("publish", strategy, by=by, at=at)
    run("shadow", strategy, by=by, at=at)
    if live:
        run("promote", strategy, by=by, at=at)
    return strategy


def assign(
    strategy: Strategy, decision: int, readers: Sequence[int], *, held: Callable[[int], int], at: datetime
) -> None:
    """As the arbiter writes it; `held` gives the bits."""
    rows = [
        {
            "push": decision,
            "decision": decision,
            "strategy": strategy.key,
            "at": at,
            "day": at.date(),
            "reader": reader,
            "arm": 0,
            "propensity": 1.0,
            "held": held(reader),
            "fate": "held_out" if held(reader) else "send",
            "channel": "webpush",
            "simulated": False,
        }
        for reader in readers
    ]
    assignment_log().append(pa.Table.from_pylist(rows, schema=ASSIGNMENTS))


def view(visits: Sequence[tuple[int, datetime]], **more: Any) -> None:
    """Views by reader number and time."""
    usual = {"commit": 1, "batch": 1, "n": 0, "name": "view", "simulated": False, "fate": 0, **more}
    rows = [
        {"received": at, **usual, "at": at, "day": at.date(), "visitor": reader + 1_000_000} for reader, at in visits
    ]
    full = [{name: row.get(name) for name in EVENTS.names} for row in rows]
    event_log().append(pa.Table.from_pylist(full, schema=EVENTS))


def decided(count: int = 1) -> int:
    """The newest decision's number."""
    return int(apps.get_model("work.Decision").objects.order_by("-id").values_list("id", flat=True)[0])
