"""A strategy's life, step by step. Every step is a decision like any other, with a name beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from houtai.core.work import publishing
from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.strategies.models.standing import ACTIVE


class OnStrategy:
    subject: ClassVar[str] = "strategies.strategy"
    permission: ClassVar[str] = "strategies.run_strategy"


class Move(OnStrategy, Action):
    """From one stage of life to another."""

    to: ClassVar[str] = ""
    afresh: ClassVar[bool] = False

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        effect = {"was": target.standing.stage}
        target.standing.move(to=self.to, at=at, answers=actor.user, afresh=self.afresh)
        target.write_subject(target.described())
        return effect

    def decidable(self, target: Any, actor: Actor) -> None:
        """Raise NotPossible unless it has a published definition with rules, and a person to answer for it."""
        if not target.live or not (target.rules or target.is_test):
            raise NotPossible(say("Publish a definition with at least one rule first."))
        if hindrance := target.hindrance(answers=actor.user or target.standing.answers):
            raise NotPossible(hindrance)


class Shadow(Move):
    name = "strategies.shadow"
    label = _("Start in shadow")
    icon = "view"
    inverse = "strategies.pause"
    from_states = frozenset({"draft", "paused", "retired"})
    to = "shadow"
    afresh = True

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        self.decidable(target, actor)
        return super().perform(target, at=at, actor=actor, **inputs)


class Promote(Move):
    name = "strategies.promote"
    label = _("Promote to live")
    icon = "arrow-up"
    inverse = "strategies.step_back"
    from_states = frozenset({"shadow"})
    to = "live"

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        self.decidable(target, actor)
        if target.agreement().fallen:
            raise NotPossible(say("People agree with it too rarely. Change its rules and start it in shadow again."))
        return super().perform(target, at=at, actor=actor, **inputs)


class StepBack(Move):
    name = "strategies.step_back"
    label = _("Step back to shadow")
    icon = "arrow-down"
    inverse = "strategies.promote"
    from_states = frozenset({"live"})
    to = "shadow"


class Pause(Move):
    name = "strategies.pause"
    label = _("Pause")
    icon = "time"
    inverse = "strategies.shadow"
    from_states = frozenset({"shadow", "live"})
    to = "paused"


class Retire(Move):
    name = "strategies.retire"
    label = _("Retire")
    icon = "bin"
    inverse = "strategies.shadow"
    from_states = frozenset({"draft", "shadow", "live", "paused"})
    to = "retired"


class Publish(OnStrategy, publishing.Publish):
    """A strategy at work whose definition changes goes back to shadow, and its evidence begins afresh."""

    name = "strategies.publish"
    permission = "strategies.publish_strategy"
    inverse = "strategies.unpublish"

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        before = target.definition
        effect = super().perform(target, at=at, actor=actor, **inputs)
        return {**effect, **started_over(target, before, at)}

    def chosen(self, target: Any, revision: int | None, actor: Actor) -> Any:
        found = super().chosen(target, revision, actor)
        try:
            found.as_object().clean()
        except ValidationError as error:
            raise NotPossible(" ".join(error.messages)) from error
        return found


class Unpublish(OnStrategy, publishing.Unpublish):
    """Without a definition it cannot work, so it pauses."""

    name = "strategies.unpublish"
    permission = "strategies.publish_strategy"
    inverse = "strategies.publish"
    from_states = frozenset()

    def possible(self, target: Any) -> bool:
        return target.publicity() in publishing.Unpublish.from_states

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        before = target.definition
        effect = super().perform(target, at=at, actor=actor, **inputs)
        return {**effect, **started_over(target, before, at)}


class Unschedule(OnStrategy, publishing.Unschedule):
    name = "strategies.unschedule"
    permission = "strategies.publish_strategy"
    inverse = "strategies.publish"


class Delete(OnStrategy, publishing.Delete):
    """Never while it decides."""

    name = "strategies.delete"
    permission = "strategies.delete_strategy"
    from_states = frozenset({"draft", "shadow", "paused", "retired"})


def started_over(target: Any, before: Any, at: datetime) -> dict[str, Any]:
    """What a new definition means for a strategy at work: shadow, or a pause when there is none."""
    was = target.stage
    if was not in ACTIVE or target.definition == before:
        return {}
    target.standing.move(to="shadow" if target.live else "paused", at=at, afresh=True)
    target.write_subject(target.described())
    return {"was": was}
