"""A campaign takes its turn: at most one candidate is sent, and a turn is taken once, however many workers race."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import catalog
from houtai.core.readers.models import Consent
from houtai.core.work.actions import Because, whole
from houtai.core.work.actors import Actor
from houtai.core.work.errors import Refused
from houtai.core.work.models import Decision
from houtai.core.work.withheld import withhold
from houtai.modules.strategies.models.campaign import Campaign
from houtai.modules.strategies.models.effect import Effect, Sides, sides
from houtai.modules.strategies.models.foresight import Considered, Past, Reach, consider, reach
from houtai.modules.strategies.models.guardrails import PROOF, proof_of_more
from houtai.modules.strategies.models.look import Fate, Look, Run
from houtai.modules.strategies.models.standing import Stage, Standing

REFUSALS = 3


def take_turn(strategy: Any, *, now: datetime, simulated: bool) -> list[Run]:
    """The run, or none when no turn is due or another worker took it. What it did so far is measured first."""
    campaign = strategy.campaign
    due = campaign.schedule.due(now=now, since=strategy.standing.since)
    if due is None or Run.objects.filter(strategy=strategy, turn=due, simulated=simulated).exists():
        return []
    effect = measured(strategy, now=now, simulated=simulated) if strategy.standing.stage == Stage.LIVE else None
    try:
        far = reach(campaign, salt=strategy.standing.salt, now=now, simulated=simulated)
    except Refused as refused:
        return stop(strategy, effect, str(refused), now=now, simulated=simulated)
    if effect and (reason := too_many_opt_outs(effect, campaign)):
        return stop(strategy, effect, reason, now=now, simulated=simulated)
    turn = Turn(strategy=strategy, campaign=campaign, due=due, now=now, simulated=simulated, effect=effect, far=far)
    return turn.take()


def stop(strategy: Any, effect: Effect | None, reason: str, *, now: datetime, simulated: bool) -> list[Run]:
    if effect:
        effect.save()
    houtai = Actor(kind="system", simulated=simulated)
    catalog.action("strategies.pause").run(strategy, by=houtai, because=reason, at=now)
    return []


def measured(strategy: Any, *, now: datetime, simulated: bool) -> Effect:
    """What it changed so far, not saved yet."""
    since = strategy.standing.since_decision
    found = sides({strategy.key: since}, now=now, simulated=simulated).get(strategy.key, Sides())
    return Effect(
        strategy=strategy,
        at=now,
        since_decision=since,
        simulated=simulated,
        percent=strategy.campaign.guardrails.holdout,
        treated=found.treated.n,
        treated_visits=found.treated.total,
        treated_squares=found.treated.squares,
        held=found.held.n,
        held_visits=found.held.total,
        held_squares=found.held.squares,
        sent=found.sent,
        opt_outs=opt_outs(strategy, since=since, simulated=simulated),
    )


def opt_outs(strategy: Any, *, since: int, simulated: bool) -> int:
    """Readers who no longer want a channel, and said so in one of this strategy's pushes."""
    made = Decision.objects.done().filter(strategy=strategy.key, id__gt=since, simulated=simulated)
    gone = Consent.objects.filter(given=False, decision__in=made.values("id"))
    return gone.values("reader").distinct().count()


def too_many_opt_outs(effect: Effect, campaign: Campaign) -> str:
    """In words, when there are surely more than the guardrails allow; else ""."""
    limit = campaign.guardrails.opt_outs
    if proof_of_more(effect.opt_outs, max(effect.sent, effect.opt_outs), limit=limit / 1000) < PROOF:
        return ""
    said = {"gone": effect.opt_outs, "sent": effect.sent, "limit": f"{limit:g}"}
    return _("%(gone)s opted out of %(sent)s sent: surely more than %(limit)s of 1,000.") % said


@dataclass(frozen=True, kw_only=True)
class Turn:
    """due: when the turn should have been taken; now: when it is."""

    strategy: Any
    campaign: Campaign
    due: datetime
    now: datetime
    simulated: bool
    effect: Effect | None
    far: Reach

    def take(self) -> list[Run]:
        """All of it in one transaction: a worker that dies leaves the turn to another."""
        rows = self.considered()
        with transaction.atomic():
            if not self.goes_on() or not (run := self.begin()):
                return []
            if self.effect:
                self.effect.save()
            run.note = self.past.limit(now=self.now)
            if not run.note:
                self.choose(run, rows)
            run.save()
        return [run]

    @property
    def stage(self) -> Any:
        return self.strategy.standing.stage

    @property
    def past(self) -> Past:
        return Past(strategy=self.strategy, campaign=self.campaign, stage=self.stage, simulated=self.simulated)

    def considered(self) -> list[Considered]:
        return consider(self.campaign, sent=self.past.sent(), now=self.now, simulated=self.simulated)

    def goes_on(self) -> bool:
        """Whether nobody stopped, promoted or changed it meanwhile."""
        began = self.strategy.standing.stage, self.strategy.standing.since_decision
        rows = Standing.objects.select_for_update().filter(strategy=self.strategy)
        return rows.values_list("stage", "since_decision").first() == began

    def begin(self) -> Run | None:
        """None when another worker took this turn."""
        run = Run(strategy=self.strategy, at=self.now, stage=self.stage, turn=self.due, simulated=self.simulated)
        try:
            with transaction.atomic():
                run.save()
        except IntegrityError:
            return None
        return run

    def choose(self, run: Run, rows: Sequence[Considered]) -> None:
        """Send the first that fits; what was looked at before it is kept with the reason why not."""
        refused = 0
        for row in rows:
            look = self.look(run, row)
            run.looked += 1
            if look.fate in (Fate.DONE, Fate.SHADOW):
                run.decided = int(look.fate == Fate.DONE)
                return
            refused += look.fate == Fate.REFUSED
            if refused == REFUSALS:
                break
        run.note = _("None of the candidates fits.") if rows else _("There were no candidates.")

    def look(self, run: Run, row: Considered) -> Look:
        look = Look(
            run=run,
            strategy=self.strategy,
            since_decision=self.strategy.standing.since_decision,
            stage=self.stage,
            subject=row.candidate.subject,
            fate=Fate.BEFORE if row.before else Fate.NO_RULE,
            action=row.verdict.action,
            rule=row.verdict.rule,
            why=list(row.verdict.why),
            in_queue=False,
        )
        if row.fits:
            self.act(look, row)
        look.save()
        return look

    def act(self, look: Look, row: Considered) -> None:
        """Send it, or in shadow note that it would have been sent."""
        known = {"audience": self.far.members, "held_out": self.far.held}
        because = Because(reason=look.rule, rule=look.rule, facts={**row.candidate.facts, **known})
        told = {"by": self.strategy.actor(simulated=self.simulated), "because": because, "at": self.now}
        if self.stage != Stage.LIVE:
            made = withhold(self.campaign.word, look.subject, mode="shadow", once=self.once(), **told)
            look.fate, look.decision, look.note = Fate.SHADOW, made.pk, would_reach(self.far)
            return
        try:
            look.fate, look.decision, look.note = self.send(
                whole(look.subject), once=self.once(), **told, **self.inputs(row)
            )
        except Refused as refused:
            look.fate, look.note = Fate.REFUSED, str(refused)[:300]

    def send(
        self, target: Any, *, by: Actor, because: Because, at: datetime, once: str, **inputs: Any
    ) -> tuple[Any, int | None, str]:
        """What became of it, the decision, and a note. Raises a Refused."""
        made = self.campaign.word.run(target, by=by, because=because, at=at, once=once, **inputs)
        if made.action != self.campaign.action:
            return Fate.UNSURE, made.pk, _("This needs two people.")
        return Fate.DONE, made.pk, ""

    def inputs(self, row: Considered) -> dict[str, Any]:
        """A canary would be one more share here, drawn by another salt."""
        holdout = {"salt": self.strategy.standing.salt, "percent": self.campaign.guardrails.holdout}
        return {**self.campaign.inputs(row.candidate), "audience": self.campaign.audience, "holdout": holdout}

    def once(self) -> str:
        """One decision a turn and stage, whatever was chosen."""
        played = ":played" if self.simulated else ""
        return f"{self.strategy.key}:{self.stage}:{self.due.isoformat()}{played}"


def would_reach(far: Reach) -> str:
    said = {"members": far.members, "meant": far.meant, "held": far.held}
    return _("It would be for %(meant)s of %(members)s readers; %(held)s are held out.") % said
