"""From a posted form to decisions, one or a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.utils.timezone import now
from django.utils.translation import gettext as _

from houtai.core.work.actions import Because
from houtai.core.work.errors import Changed, Claimed, NotFound, NotPossible, Refused
from houtai.core.work.models import Claim, Decision
from houtai.core.work.models.decision import already
from houtai.core.work.queues import Queue

LONGEST = 3_600_000


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a form: the decisions made, and the items that were refused with why."""

    made: list[Decision] = field(default_factory=list)
    refused: list[tuple[Any, Refused]] = field(default_factory=list)
    batch: str = ""

    @property
    def name(self) -> str:
        """Of the batch; a form that was sent twice tells the first one's."""
        return self.made[0].batch if self.made else self.batch


def decide_one(queue: Queue, data: Any, *, user: Any) -> Decision:
    """Raises Refused; then nothing has changed."""
    action, target = chosen(queue, data.get("action", "")), target_of(queue, data.get("subject", ""), user=user)
    because = because_of(queue, target, data, touch_ms=milliseconds(data.get("touch_ms")))
    inputs = inputs_of(action, target, data, user=user)
    return carry_out(queue, action, target, data, user=user, because=because, seen=data.get("seen"), **inputs)


def decide_batch(queue: Queue, data: Any, *, user: Any) -> Outcome:
    """One decision each for the ticked "key:version" pairs; the touch time is shared out evenly."""
    action, picked = chosen(queue, data.get("action", "")), data.getlist("subjects")
    if action.form:
        raise NotPossible(_("This choice asks for more, so it cannot be made for several at once."))
    outcome = Outcome(batch=uuid4().hex)
    share = (milliseconds(data.get("touch_ms")) or 0) // len(picked)
    for key, _colon, version in (pair.partition(":") for pair in picked):
        try:
            target = target_of(queue, key, user=user)
            because = because_of(queue, target, data, touch_ms=share, batch=outcome.batch)
            outcome.made.append(carry_out(queue, action, target, data, user=user, because=because, seen=version))
        except Refused as refused:
            outcome.refused.append((key, refused))
    return outcome


def carry_out(queue: Queue, action: Any, target: Any, data: Any, *, user: Any, seen: Any, **context: Any) -> Decision:
    """The once-key holds for this version only: what was taken back is decided anew, even from the same form."""
    version = number(seen)
    if version is None:
        raise Changed
    # What was decided meanwhile has a newer version, and the action says so; this is what never waited.
    if target.subject.version == version and not queue.waiting().filter(pk=target.pk).exists():
        raise NotPossible(already(target.subject))
    once = f"{user.pk}:{data['once'][:80]}:{target.pk}:{version}" if data.get("once") else None
    decision: Decision = action.run(target, by=user, once=once, seen=version, **context)
    return decision


def target_of(queue: Queue, key: str, *, user: Any) -> Any:
    """What this person may see and nobody else holds. Raises NotFound or Claimed."""
    target = queue.model.objects.visible_to(user).filter(pk=number(key)).first()
    if target is None:
        raise NotFound
    if Claim.objects.held_by_others(user=user, now=now()).filter(subject=target.subject).exists():
        raise Claimed(_("Somebody else is working on “%(title)s” now. Nothing was done.") % {"title": target})
    return target


def because_of(queue: Queue, target: Any, data: Any, **more: Any) -> Because:
    facts: Mapping[str, Any] = queue.facts([target], now=now()).get(target.pk, {})
    return Because(reason=data.get("because", "")[:1000], facts=facts, queue=queue.name, **more)


def chosen(queue: Queue, name: str) -> Any:
    action = next((action for action in queue.actions() if action.name == name), None)
    if action is None:
        raise NotPossible(_("This queue has no such choice."))
    return action


def inputs_of(action: Any, target: Any, data: Any, *, user: Any) -> dict[str, Any]:
    """What the action's own form asked for. Raises NotPossible with the form's errors."""
    form = action.ask_with(target, user=user, data=data)
    if form is None:
        return {}
    if not form.is_valid():
        raise NotPossible(" ".join(str(error) for errors in form.errors.values() for error in errors))
    cleaned: dict[str, Any] = form.cleaned_data
    return cleaned


def number(value: Any) -> int | None:
    """What a form says, when it is a whole number that a database can hold."""
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) <= 18 else None


def milliseconds(value: Any) -> int | None:
    """What the browser measured, at most an hour for one decision."""
    measured = number(value)
    return None if measured is None else min(measured, LONGEST)
