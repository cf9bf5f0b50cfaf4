"""Whether a trial is over, and what then is shown to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import catalog
from houtai.core.ledger.lift import lift
from houtai.core.work.actions import Because, whole
from houtai.core.work.errors import Refused
from houtai.modules.strategies.models.testing import Test
from houtai.modules.strategies.models.trial import Trial

# Of many trials hardly one should be stopped by chance alone.
ALARM = 1000.0
FIRST = 0


@dataclass(frozen=True, kw_only=True)
class Ending:
    """winner: its place among the arms, None when what was shown before stays; reason: in words."""

    winner: int | None
    reason: str

    def carry_out(self, trial: Trial, test: Test, *, strategy: Any, now: datetime) -> str:
        """Settle the choice when another text than before has won. Gives a note."""
        if not self.winner:
            return self.reason
        tried = trial.tried
        facts = {"shown": tried.shown.sum(0).tolist(), "clicked": tried.clicked.sum(0).tolist(), "proof": tried.proof}
        context = {"by": strategy.actor(simulated=trial.simulated), "because": Because(reason=self.reason, facts=facts)}
        try:
            catalog.action(test.word.settles).run(
                whole(trial.subject), at=now, once=f"trial:{trial.pk}", arm=trial.arms[self.winner], **context
            )
        except Refused as refused:
            return f"{self.reason} {refused}"
        return self.reason


def ending(trial: Trial, test: Test, *, now: datetime) -> Ending | None:
    """None while it goes on."""
    tried = trial.tried
    if tried.imbalance >= ALARM:
        return Ending(
            winner=None, reason=_("More or fewer readers were shown a text than should be. Look for the cause.")
        )
    if too_little_read(trial, test):
        return Ending(winner=None, reason=_("Readers of another text surely read less than the guardrail allows."))
    enough = tried.sides[tried.leader][0] >= test.least
    if enough and tried.proof >= tried.asked:
        return Ending(winner=tried.leader, reason=_("Readers surely open it more often than the others."))
    if now < trial.ends:
        return None
    if test.undecided == "first" or not enough:
        return Ending(winner=None, reason=_("Its time was over and nothing was sure, so the text of before stays."))
    return Ending(winner=tried.leader, reason=_("Its time was over; it did best so far, which is not proven."))


def too_little_read(trial: Trial, test: Test) -> bool:
    """Whether readers of another text surely read shorter than those of the first, by more than the guardrail."""
    before = trial.read_by(FIRST)
    bound = -before.mean * test.reading / 100
    others = (trial.read_by(place) for place in range(FIRST + 1, len(trial.arms)))
    return any(lift(moments, before).high < bound for moments in others)
