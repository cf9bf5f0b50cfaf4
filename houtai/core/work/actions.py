"""Running actions: the only way a person, a strategy or the API changes business state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from houtai.core.catalog import words
from houtai.core.work.actors import Actor
from houtai.core.work.errors import Changed, NotAllowed, NotFound, NotPossible, OnceReused
from houtai.core.work.models import Claim, Decision, Subject


@dataclass(frozen=True, kw_only=True)
class Because:
    """Why, and knowing what: goes into the decision log as it is.

    facts: name to value, as they were; rule: the strategy's rule that matched; touch_ms: milliseconds of a person's attention.
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


class Action(words.Action):
    """Subclass it, state what it needs, and write `perform`. `run` does the rest, in one transaction."""

    from_states: ClassVar[frozenset[str]] = frozenset()

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        """Do it. Return what the inverse needs to take it back, as JSON. Raise NotPossible when it cannot be done."""
        raise NotImplementedError

    def needs_second(self, target: Any, **inputs: Any) -> bool:
        """Whether a second person must agree."""
        return False

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
        once: a key that makes a retry harmless (the first decision is returned again); seen: the subject's version that was
        decided on; at: now, in UTC. Raises a Refused (see errors.py) and then has changed nothing.
        When a second person is needed, the decision returned is that of `work.ask`.
        """
        actor, at = Actor.of(by), at or now()
        if once and (earlier := self.earlier(once)):
            return earlier
        target = target.target() if isinstance(target, Subject) else target
        self.check(target, actor)
        if second is None and self.needs_second(target, **inputs):
            return self.ask(target, by=actor, because=because, once=once, seen=seen, at=at, inputs=inputs)
        try:
            with transaction.atomic():
                return self.decide(target, actor, Because.of(because), once, seen, at, second, undoes, inputs)
        except IntegrityError:
            if once and (earlier := self.earlier(once)):
                return earlier
            raise

    def earlier(self, once: str) -> Decision | None:
        row = Decision.objects.filter(once=once).first()
        if row and row.action not in (self.name, "work.ask"):
            raise OnceReused
        return row

    def check(self, target: Any, actor: Actor) -> None:
        """May this actor do this, to this target? What is out of their sight does not exist for them."""
        if not actor.sees(target):
            raise NotFound
        if not actor.may(self.permission):
            raise NotAllowed

    def ask(self, target: Any, *, by: Actor, inputs: dict[str, Any], **context: Any) -> Decision:
        from houtai.core.catalog.catalog import catalog

        asking: Decision = catalog.action("work.ask").run(target, by=by, action=self.name, asked=inputs, **context)
        return asking

    def decide(
        self,
        target: Any,
        actor: Actor,
        because: Because,
        once: str | None,
        seen: int | None,
        at: datetime,
        second: Any,
        undoes: Decision | None,
        inputs: dict[str, Any],
    ) -> Decision:
        subject = self.lock(target, seen)
        target.refresh_from_db()
        if not self.possible(target):
            raise NotPossible(already(subject))
        effect = self.perform(target, at=at, actor=actor, **inputs) or {}
        Claim.objects.filter(subject=subject).delete()
        return Decision.objects.append(
            at=at,
            action=self.name,
            subject=subject,
            seen=seen,
            version=version_of(subject),
            effect=effect,
            inputs=inputs,
            once=once,
            second=second,
            undoes=undoes,
            **who(actor),
            **why(because),
        )

    def lock(self, target: Any, seen: int | None) -> Subject:
        """Hold the subject for this transaction, and refuse when it is not what was seen."""
        subject = Subject.objects.select_for_update().filter(kind=target._meta.label_lower, key=str(target.pk)).first()
        if subject is None or subject.state == "deleted":
            raise NotFound
        if seen is not None and subject.version != seen:
            raise Changed(already(subject))
        return subject


def who(actor: Actor) -> dict[str, Any]:
    return {"actor": actor.kind, "by": actor.name[:200], "user": actor.user, "strategy": actor.strategy, "simulated": actor.simulated}


def why(because: Because) -> dict[str, Any]:
    return {
        "because": because.reason,
        "facts": dict(because.facts),
        "queue": because.queue,
        "rule": because.rule,
        "touch_ms": because.touch_ms,
        "batch": because.batch,
    }


def version_of(subject: Subject) -> int:
    return Subject.objects.values_list("version", flat=True).get(pk=subject.pk)


def already(subject: Subject) -> str:
    """A sentence that says what happened to the subject meanwhile."""
    last = Decision.objects.done().filter(subject=subject).select_related("user").first()
    if last is None:
        return _("“%(title)s” has changed since you saw it. Nothing was done; look at it again.") % {"title": subject}
    return _("“%(title)s” was decided by %(who)s meanwhile: %(action)s. Nothing was done.") % {
        "title": subject,
        "who": last.by,
        "action": last.word.label,
    }
