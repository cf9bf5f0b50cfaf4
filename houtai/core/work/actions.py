"""Running actions: the only way a person, a strategy or the API changes business state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils.timezone import now

from houtai.core.catalog import words
from houtai.core.catalog.catalog import SwitchedOff as IsOff
from houtai.core.catalog.catalog import catalog
from houtai.core.work.actors import Actor
from houtai.core.work.errors import CannotUndo, Changed, NotAllowed, NotFound, NotPossible, OnceReused, SwitchedOff
from houtai.core.work.models import Claim, Decision, Subject
from houtai.core.work.models.decision import already
from houtai.core.workspaces import uses


class WrongSubject(TypeError):
    """An action was given something that it is not for: a mistake in code."""


@dataclass(frozen=True, kw_only=True)
class Because:
    """Why, and knowing what: goes into the decision log as it is.

    facts: name to value, as they were; rule: the strategy's rule that matched;
    touch_ms: milliseconds of a person's attention; batch: one name for decisions that were made together.
    """

    reason: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    queue: str = ""
    rule: str = ""
    touch_ms: int | None = None
    batch: str = ""

    @classmethod
    def of(cls, because: Any) -> Because:
        return because if isinstance(because, Because) else cls(reason=str(because))

    def knowing(self, facts: Mapping[str, Any]) -> Because:
        return replace(self, facts={**self.facts, **facts}) if facts else self


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of `Action.run`, with its arguments put in order."""

    actor: Actor
    because: Because
    once: str | None
    seen: int | None
    at: datetime
    second: Any
    undoes: Decision | None
    inputs: dict[str, Any]


class Action(words.Action):
    """Subclass it, state what it needs, and write `perform`. `run` does the rest, in one transaction."""

    from_states: ClassVar[frozenset[str]] = frozenset()

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        """Do it. Return what the inverse needs to take it back, as JSON. Raise NotPossible when it cannot be done."""
        raise NotImplementedError

    def consider(self, target: Any, call: Call) -> Mapping[str, Any]:
        """What it looks at by itself before it is done: facts to keep with the decision. Raises what stands against."""
        return {}

    def decided(self, target: Any, decision: Decision) -> None:
        """What needs the decision's own number; in the same transaction, after its row was written."""

    def ask_with(self, target: Any, *, user: Any, data: Any = None) -> Any:
        """The form for what it asks of this person, or None. data: what was posted."""
        return self.form(data, target=target, prefix=self.key) if self.form else None

    def needs_second(self, target: Any, **inputs: Any) -> bool:
        """Whether a second person must agree."""
        return False

    def wants_second(self, target: Any, call: Call) -> bool:
        """Whether this call needs one; override it where that depends on who acts."""
        return self.needs_second(target, **call.inputs)

    def possible(self, target: Any) -> bool:
        """Whether it can be done to the target as it is: its state is one of `from_states`."""
        return not self.from_states or getattr(target, "state", "") in self.from_states

    def run(
        self,
        target: Any,
        *,
        by: Any,
        because: Any = "",
        once: str | None = None,
        seen: int | None = None,
        at: datetime | None = None,
        second: Any = None,
        undoes: Decision | None = None,
        **inputs: Any,
    ) -> Decision:
        """May they? Then one transaction: perform, and one row in the decision log, which is returned.

        target: the business object or its Subject; by: a user or an Actor; because: text or a Because;
        once: a key that makes a retry harmless (the first decision is returned again);
        seen: the subject's version that was decided on; at: now, in UTC; second: the user who agreed to it.
        Raises a Refused (see errors.py) and then has changed nothing.
        When a second person is needed, the decision returned is that of `work.ask`.
        """
        call = Call(
            actor=Actor.of(by),
            because=Because.of(because),
            once=once,
            seen=seen,
            at=at or now(),
            second=second,
            undoes=undoes,
            inputs=inputs,
        )
        if earlier := self.earlier(call, target):
            return earlier
        target = self.meant(target)
        self.check(target, call)
        with transaction.atomic():
            return self.decide(target, call)

    def meant(self, target: Any) -> Any:
        """The business object. Raises NotFound when it is gone."""
        return whole(target)

    def is_seen(self, target: Any, actor: Actor) -> bool:
        return actor.sees(target)

    def earlier(self, call: Call, target: Any) -> Decision | None:
        """What the same key decided before. Raises OnceReused when that was another decision."""
        row = Decision.objects.filter(once=call.once).select_related("subject").first() if call.once else None
        if row and not (self.made(row) and row.subject.names(target)):
            raise OnceReused
        return row

    def made(self, row: Decision) -> bool:
        return self.name in (row.action, row.inputs.get("action") if row.action == "work.ask" else "")

    def check(self, target: Any, call: Call) -> None:
        """May this actor do this, to this target? What is out of their sight does not exist for them."""
        if self.subject and target._meta.label_lower != self.subject:
            raise WrongSubject(f"{self.name} is not for {target._meta.label_lower}")
        refuse_when_off(self.name, target._meta.app_label)
        if not self.is_seen(target, call.actor):
            raise NotFound
        if not call.actor.may(self.permission):
            raise NotAllowed
        if call.second is not None and not self.agrees(target, call):
            raise NotAllowed

    def agrees(self, target: Any, call: Call) -> bool:
        """Whether the second person is another one, may agree to such things, and sees this one."""
        second = Actor.of(call.second)
        return second.user != call.actor.user and second.may("work.decide_request") and second.sees(target)

    def decide(self, target: Any, call: Call) -> Decision:
        subject = lock(target)
        # A retry that came while the first try still ran finds its decision only now.
        if earlier := self.earlier(call, target):
            return earlier
        self.refuse(subject, target, call)
        if call.second is None and self.wants_second(target, call):
            return self.ask(target, call)
        call = replace(call, because=call.because.knowing(self.consider(target, call)))
        effect = self.perform(target, at=call.at, actor=call.actor, **call.inputs) or {}
        Claim.objects.filter(subject=subject).delete()
        decision = self.write(subject, call, effect)
        self.decided(target, decision)
        return decision

    def refuse(self, subject: Subject, target: Any, call: Call) -> None:
        """Raise what stands against it, now that nobody else can change the subject."""
        if subject.state == "deleted":
            raise NotFound
        refuse_when_changed(subject, call)
        target.refresh_from_db(from_queryset=type(target)._base_manager.select_for_update())
        if not self.possible(target):
            raise NotPossible(already(subject))

    def ask(self, target: Any, call: Call) -> Decision:
        context = {"because": call.because, "once": call.once, "seen": call.seen, "at": call.at}
        asking: Decision = catalog.action("work.ask").run(
            target, by=call.actor, action=self.name, asked=call.inputs, reason=call.because.reason, **context
        )
        return asking

    def write(self, subject: Subject, call: Call, effect: dict[str, Any]) -> Decision:
        if not call.actor.simulated and self.module in catalog.optional:
            transaction.on_commit(partial(uses.note, self.module, now=call.at, decision=True))
        return Decision.objects.append(
            at=call.at,
            action=self.name,
            subject=subject,
            seen=call.seen,
            version=Subject.objects.values_list("version", flat=True).get(pk=subject.pk),
            effect=effect,
            inputs=call.inputs,
            once=call.once,
            second=call.second,
            undoes=call.undoes,
            **who(call.actor),
            **why(call.because),
        )


def refuse_when_off(*names: str) -> None:
    """Raises SwitchedOff when a module, or a word's module, is off in this workspace."""
    for name in names:
        if not catalog.is_on(name):
            raise SwitchedOff(IsOff.told(catalog.modules[name.partition(".")[0]]))


def refuse_when_changed(subject: Subject, call: Call) -> None:
    """Raises CannotUndo or Changed."""
    if call.undoes and not call.undoes.is_newest:
        raise CannotUndo
    if call.seen is not None and subject.version != call.seen:
        raise Changed(already(subject, since=call.seen))


def whole(target: Any) -> Any:
    """The business object behind a subject. Raises NotFound when it is gone, or its module is."""
    try:
        return target.target() if isinstance(target, Subject) else target
    except (ObjectDoesNotExist, LookupError) as error:
        raise NotFound from error


def lock(target: Any) -> Subject:
    """Hold the subject for this transaction."""
    held = Subject.objects.select_for_update().filter(kind=target._meta.label_lower, key=str(target.pk)).first()
    if held is None:
        raise NotFound
    return held


def who(actor: Actor) -> dict[str, Any]:
    """Columns of the decision log that say who acted, with their name as it is now."""
    return {
        "actor": actor.kind,
        "by": actor.name[:200],
        "user": actor.user,
        "strategy": actor.strategy,
        "simulated": actor.simulated,
    }


def why(because: Because) -> dict[str, Any]:
    return {
        "because": because.reason,
        "facts": dict(because.facts),
        "queue": because.queue,
        "rule": because.rule,
        "touch_ms": because.touch_ms,
        "batch": because.batch,
    }
