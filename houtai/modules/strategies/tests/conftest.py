"""A strategy that skips what is short and publishes what is long; what is between is left to people."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_hex
from typing import Any

import pytest
from django.db import transaction

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.models import Subject
from houtai.core.work.tests.conftest import NOW, waiting
from houtai.modules.strategies.models import Strategy
from houtai.modules.strategies.models.run import tick

SHORT, MIDDLE, LONG = 20, 90, 200
LATER = NOW + timedelta(minutes=10)


def rule(reason: str, fact: str, operator: str, value: str, action: str) -> tuple[str, dict[str, Any]]:
    condition = {"fact": fact, "operator": operator, "value": value}
    return "rule", {"reason": reason, "conditions": [condition], "action": action}


SKIPS = rule("Too short", "words", "le", "40", "collect.skip")
PUBLISHES = rule("Long enough", "words", "ge", "120", "content.accept")


def written(*parts: Any, name: str = "The clear ones", clean: bool = True, **values: Any) -> Strategy:
    """A draft that was never published."""
    row: Any = Strategy(name=name, queue=values.pop("queue", "collect.drafts"), live=False, **values)
    row.parts = list(parts or (SKIPS, PUBLISHES))
    row.save()
    row.save_revision(clean=clean)
    return Strategy.objects.get(pk=row.pk)


def run(name: str, strategy: Strategy, *, by: Any, **more: Any) -> Any:
    decision = catalog.action(f"strategies.{name}").run(strategy, by=by, at=more.pop("at", NOW), **more)
    strategy.refresh_from_db()
    return decision


def look(*, at: Any = NOW) -> Any:
    return tick(now=at)


def decide(drafts: Any, name: str, *, by: Any) -> None:
    """As a person does on the queue's page."""
    for draft in drafts:
        catalog.action(name).run(draft, by=by, because=Because(queue="collect.drafts"), at=NOW)


def states(drafts: Any) -> list[str]:
    return [type(draft).objects.get(pk=draft.pk).state for draft in drafts]


@pytest.fixture
def queue() -> Any:
    return catalog.queue("collect.drafts")


@pytest.fixture
def unpublished(db: None) -> Strategy:
    return written()


@pytest.fixture
def strategy(unpublished: Strategy, alice: Any) -> Strategy:
    """In shadow. One in a hundred is left to people; its salt is chosen so that none of the next hundred drafts is."""
    unpublished.audit = 1
    unpublished.save()
    unpublished.save_revision()
    run("publish", unpublished, by=alice)
    leave_none_to_people(unpublished.standing, percent=1)
    run("shadow", unpublished, by=alice)
    return unpublished


def leave_none_to_people(standing: Any, *, percent: int) -> None:
    """Of those that come next. Which ones these are depends on earlier tests: PostgreSQL never gives a number again."""
    with transaction.atomic():
        (draft,) = waiting(1)
        transaction.set_rollback(True)
    coming = [Subject(kind="collect.draft", key=str(draft.pk + n)) for n in range(100)]
    while any(standing.audits(subject, percent=percent) for subject in coming):
        standing.salt = token_hex()
    standing.save()


@pytest.fixture
def live(strategy: Strategy, alice: Any) -> Strategy:
    run("promote", strategy, by=alice)
    return strategy
