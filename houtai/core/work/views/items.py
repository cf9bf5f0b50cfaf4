"""What waits, as the queue page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils.timezone import now

from houtai.core.work.models import Subject
from houtai.core.work.queues import Queue
from houtai.core.work.templatetags.work import as_fact


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One button: the action, and its form where it asks for something."""

    action: Any
    form: Any = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """One waiting thing. `once` makes a form that is sent twice count once."""

    target: Any
    subject: Subject
    facts: Sequence[tuple[Any, Any]]
    choices: Sequence[Choice]
    template: str
    once: str


def items_of(
    queue: Queue, targets: Sequence[Any], *, user: Any, subjects: Mapping[str, Subject] | None = None
) -> list[Item]:
    """`subjects` are the targets' rows by key, where they are known already."""
    if not targets:
        return []
    known, rows = queue.facts(targets, now=now()), subjects or queue.subjects(targets)
    return [item_of(queue, target, rows[str(target.pk)], known.get(target.pk, {}), user) for target in targets]


def item_of(queue: Queue, target: Any, subject: Subject, values: dict[str, Any], user: Any) -> Item:
    facts = [
        (fact.label, as_fact(values[fact.name], fact)) for fact in queue.known if values.get(fact.name) is not None
    ]
    choices = [
        Choice(action=action, form=action.ask_with(target, user=user))
        for action in queue.actions()
        if not action.permission or user.has_perm(action.permission)
    ]
    once = f"page:{uuid4().hex}"
    return Item(target=target, subject=subject, facts=facts, choices=choices, template=queue.template, once=once)
