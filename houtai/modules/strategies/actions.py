"""A strategy's life, step by step. Every step is a decision like any other, with a name beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible


class Move(Action):
    """From one stage of life to another."""

    subject = "strategies.strategy"
    permission = "strategies.run_strategy"
    to: ClassVar[str] = ""
    afresh: ClassVar[bool] = False

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        standing = target.standing
        standing.refresh_from_db()
        if standing.stage not in self.from_states:
            raise NotPossible
        effect = {"was": standing.stage}
        standing.move(to=self.to, at=at, answers=actor.user, afresh=self.afresh)
        target.write_subject(target.described())
        return effect

    def decidable(self, target: Any) -> None:
        """Raise NotPossible unless the strategy has a published definition with rules."""
        if not target.live or not target.rules:
            raise NotPossible(say("Publish a definition with at least one rule first."))


class Shadow(Move):
    name = "strategies.shadow"
    label = _("Start in shadow")
    icon = "view"
    inverse = "strategies.pause"
    from_states = frozenset({"draft", "paused", "retired"})
    to = "shadow"
    afresh = True

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        self.decidable(target)
        return super().perform(target, at=at, actor=actor, **inputs)


class Promote(Move):
    name = "strategies.promote"
    label = _("Promote to live")
    icon = "arrow-up-big"
    inverse = "strategies.step_back"
    from_states = frozenset({"shadow"})
    to = "live"

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        self.decidable(target)
        if target.agreement().fallen:
            raise NotPossible(say("People agree with it too rarely. Change its rules and start it in shadow again."))
        return super().perform(target, at=at, actor=actor, **inputs)


class StepBack(Move):
    name = "strategies.step_back"
    label = _("Step back to shadow")
    icon = "arrow-down-big"
    inverse = "strategies.promote"
    from_states = frozenset({"live"})
    to = "shadow"


class Pause(Move):
    name = "strategies.pause"
    label = _("Pause")
    icon = "pause"
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
