"""Strategies at work: each minute they look at what newly waits, or take their turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import CharField, Count, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils.translation import gettext as say

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.actors import Actor
from houtai.core.work.errors import Refused
from houtai.core.work.models import Claim, Subject
from houtai.core.work.withheld import withhold
from houtai.modules.strategies.models.look import Fate, Look, Run
from houtai.modules.strategies.models.rule import Rule, Verdict, judge
from houtai.modules.strategies.models.standing import Stage, Standing
from houtai.modules.strategies.models.strategy import Strategy
from houtai.modules.strategies.models.trying import try_out
from houtai.modules.strategies.models.turn import take_turn


def tick(*, now: datetime, simulated: bool = False) -> list[Run]:
    """Let every active strategy look at what newly waits, or take its turn; those that cannot go on are stopped first.

    Raises an ExceptionGroup, after all have had their turn, when some failed.
    """
    runs: list[Run] = []
    broken: list[Exception] = []
    for strategy in Strategy.objects.active():
        try:
            runs += turn(strategy, now=now, simulated=simulated)
        except Exception as error:  # noqa: BLE001 - one must not stop the others; all are raised below
            error.add_note(f"strategy {strategy.pk}: {strategy}")
            broken.append(error)
    if broken:
        raise ExceptionGroup("strategies failed", broken)
    return runs


def turn(strategy: Strategy, *, now: datetime, simulated: bool) -> list[Run]:
    houtai = Actor(kind="system", simulated=simulated)
    if hindrance := strategy.hindrance(answers=strategy.standing.answers):
        catalog.action("strategies.pause").run(strategy, by=houtai, because=hindrance, at=now)
        return []
    if strategy.is_test:
        try_out(strategy, now=now, simulated=simulated)
        return []
    if strategy.is_campaign:
        return take_turn(strategy, now=now, simulated=simulated)
    if strategy.standing.stage == Stage.LIVE:
        review(strategy, by=houtai, now=now)
    return look_around(strategy, now=now, simulated=simulated)


def review(strategy: Strategy, *, by: Actor, now: datetime) -> None:
    """Step back when people no longer agree with it."""
    agreement = strategy.agreement()
    if agreement.fallen:
        reason = f"{agreement.agreed}/{agreement.asked}: people agree with it less often than {strategy.bound} %"
        catalog.action("strategies.step_back").run(strategy, by=by, because=reason, at=now)


def look_around(strategy: Strategy, *, now: datetime, simulated: bool) -> list[Run]:
    items = list(fresh(strategy, now=now)[: strategy.most])
    if not items:
        return []
    run = Run.objects.create(strategy=strategy, at=now, stage=strategy.standing.stage)
    around = Around(run=run, strategy=strategy, actor=strategy.actor(simulated=simulated), rules=strategy.rules)
    known, subjects = strategy.word.facts(items, now=now), strategy.word.subjects(items)
    for item in items:
        if not around.look(item, subjects[str(item.pk)], facts=known.get(item.pk, {})):
            break
    sums = dict(run.looks.values_list("fate").annotate(Count("id")))
    run.looked, run.decided, run.unsure = sum(sums.values()), sums.get(Fate.DONE, 0), sums.get(Fate.UNSURE, 0)
    run.save() if run.looked else run.delete()
    return [run] if run.looked else []


def fresh(strategy: Strategy, *, now: datetime) -> Any:
    """What waits, nobody is working on, and it has not looked at since it was started, changed or promoted."""
    seen = Look.objects.filter(
        strategy=strategy,
        since_decision=strategy.standing.since_decision,
        subject__kind=strategy.word.subject,
        subject__key=Cast(OuterRef("pk"), CharField()),
    )
    waiting = strategy.word.visible_to(strategy.standing.answers)
    if strategy.standing.stage == Stage.LIVE:
        seen = seen.filter(stage=Stage.LIVE)
        claims = Claim.objects.filter(until__gt=now, subject__kind=strategy.word.subject)
        waiting = waiting.exclude(Exists(claims.filter(subject__key=Cast(OuterRef("pk"), CharField()))))
    return waiting.exclude(Exists(seen))


@dataclass(frozen=True, kw_only=True)
class Around:
    """One turn of one strategy around what waits, as it stood when the turn began."""

    run: Run
    strategy: Strategy
    actor: Actor
    rules: Sequence[Rule]

    def look(self, item: Any, subject: Subject, *, facts: dict[str, Any]) -> bool:
        """Judge one subject and do what the stage allows, in one transaction. False when the turn is over."""
        verdict = judge(self.rules, facts)
        with transaction.atomic():
            if not self.goes_on():
                return False
            if self.taken(subject):
                return True
            row = self.first_look(subject, verdict)
            if row and verdict.action:
                row.fate, row.note = self.act(item, subject, verdict, facts=facts)
                row.save()
        return True

    def goes_on(self) -> bool:
        """Whether nobody stopped, promoted or changed it meanwhile."""
        began = self.run.stage, self.strategy.standing.since_decision
        rows = Standing.objects.select_for_update().filter(strategy=self.strategy)
        return rows.values_list("stage", "since_decision").first() == began

    def taken(self, subject: Subject) -> bool:
        """Whether a person began to work on it; while it only watches, that is no matter."""
        live = self.run.stage == Stage.LIVE
        return live and Claim.objects.filter(subject=subject, until__gt=self.run.at).exists()

    def first_look(self, subject: Subject, verdict: Verdict) -> Look | None:
        """None when another worker looked at it before."""
        row = Look(
            run=self.run,
            strategy=self.strategy,
            since_decision=self.strategy.standing.since_decision,
            stage=self.run.stage,
            subject=subject,
            fate=Fate.UNSURE,
            action=verdict.action,
            rule=verdict.rule,
            why=list(verdict.why),
        )
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            return None
        return row

    def act(self, item: Any, subject: Subject, verdict: Verdict, *, facts: dict[str, Any]) -> tuple[str, str]:
        """What became of it, and a note."""
        action = catalog.action(verdict.action)
        because = Because(reason=verdict.rule, rule=verdict.rule, facts=facts, queue=self.strategy.queue)
        context = {"by": self.actor, "because": because, "at": self.run.at, "once": self.once(subject)}
        mode = self.withheld(subject)
        if mode:
            withhold(action, subject, mode=mode, **context)
            return str(Fate(mode)), ""
        if action.needs_second(item):
            return str(Fate.UNSURE), say("This needs two people.")
        try:
            action.run(item, seen=subject.version, **context)
        except Refused as refused:
            return str(Fate.REFUSED), str(refused)[:300]
        return str(Fate.DONE), ""

    def withheld(self, subject: Subject) -> str:
        """Why it does not act: shadow, audit, or "" when it does."""
        if self.run.stage == Stage.SHADOW:
            return "shadow"
        return "audit" if self.strategy.standing.audits(subject, percent=self.strategy.audit) else ""

    def once(self, subject: Subject) -> str:
        return f"{self.strategy.key}:{self.strategy.standing.since_decision}:{self.run.stage}:{subject.pk}"
