"""Strategies at work: each look at a waiting subject is kept with its reason, and each run with its sums."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.actors import SYSTEM, Actor
from houtai.core.work.errors import NotAllowed, Refused
from houtai.core.work.models import Claim, Subject
from houtai.core.work.withheld import withhold
from houtai.modules.strategies.models.rule import Verdict, judge
from houtai.modules.strategies.models.standing import Stage
from houtai.modules.strategies.models.strategy import Strategy


class Fate(models.TextChoices):
    SHADOW = "shadow", _("Watched")
    DONE = "done", _("Decided")
    AUDIT = "audit", _("Left to people for audit")
    UNSURE = "unsure", _("Not sure, left to people")
    REFUSED = "refused", _("Refused")


class Run(models.Model):
    strategy = models.ForeignKey("strategies.Strategy", models.CASCADE, related_name="runs")
    at = models.DateTimeField(db_index=True)
    stage = models.CharField(max_length=10, choices=Stage.choices)
    looked = models.PositiveIntegerField(default=0)
    decided = models.PositiveIntegerField(default=0)
    unsure = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.at}"


class Look(models.Model):
    """One look at one subject. `why` tells the conditions: those that held, or, where none was sure, those that did not."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="looks")
    strategy = models.ForeignKey("strategies.Strategy", models.CASCADE, related_name="looks")
    since_decision = models.BigIntegerField()
    subject = models.ForeignKey("work.Subject", models.PROTECT, related_name="+")
    fate = models.CharField(max_length=10, choices=Fate.choices)
    action = models.CharField(max_length=80, blank=True)
    rule = models.CharField(max_length=200, blank=True)
    why = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        constraints = [
            models.UniqueConstraint(fields=["strategy", "since_decision", "subject"], name="one_look_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}: {self.fate}"


def tick(*, now: datetime, simulated: bool = False) -> list[Run]:
    """Let every active strategy look at what newly waits, and step back those that people no longer agree with."""
    runs = [
        run for strategy in Strategy.objects.active() for run in look_around(strategy, now=now, simulated=simulated)
    ]
    for strategy in Strategy.objects.active().filter(standing__stage=Stage.LIVE):
        review(strategy, now=now)
    return runs


def review(strategy: Strategy, *, now: datetime) -> None:
    agreement = strategy.agreement()
    if agreement.fallen:
        reason = f"{agreement.agreed}/{agreement.asked}: people agree with it less often than {strategy.bound} %"
        catalog.action("strategies.step_back").run(strategy, by=SYSTEM, because=reason, at=now)


def look_around(strategy: Strategy, *, now: datetime, simulated: bool) -> list[Run]:
    items = list(fresh(strategy, now=now)[: strategy.most])
    if not items:
        return []
    run = Run.objects.create(strategy=strategy, at=now, stage=strategy.standing.stage)
    actor = strategy.actor(simulated=simulated)
    known = strategy.word.facts(items, now=now)
    subjects = {
        row.key: row
        for row in Subject.objects.filter(kind=strategy.word.subject, key__in=[str(item.pk) for item in items])
    }
    for item in items:
        look(run, strategy, item, subjects[str(item.pk)], facts=known.get(item.pk, {}), actor=actor)
    sums = dict(run.looks.values_list("fate").annotate(models.Count("id")))
    run.looked, run.decided, run.unsure = sum(sums.values()), sums.get(Fate.DONE, 0), sums.get(Fate.UNSURE, 0)
    run.save() if run.looked else run.delete()
    return [run]


def fresh(strategy: Strategy, *, now: datetime) -> Any:
    """What waits, nobody is working on, and this strategy has not looked at since it was started or changed."""
    seen = Look.objects.filter(
        strategy=strategy,
        since_decision=strategy.standing.since_decision,
        subject__kind=strategy.word.subject,
        subject__key=Cast(OuterRef("pk"), CharField()),
    )
    waiting = strategy.word.visible_to(strategy.standing.answers)
    if strategy.standing.stage == Stage.LIVE:
        claims = Claim.objects.filter(until__gt=now, subject__kind=strategy.word.subject)
        waiting = waiting.exclude(pk__in=list(claims.values_list("subject__key", flat=True)))
    return waiting.exclude(Exists(seen))


def look(run: Run, strategy: Strategy, item: Any, subject: Subject, *, facts: dict[str, Any], actor: Actor) -> None:
    """Judge one subject and do what the stage allows, in one transaction; another worker's look at it makes this one void."""
    verdict = judge(strategy.rules, facts)
    why = {"action": verdict.action, "rule": verdict.rule, "why": list(verdict.why)}
    try:
        with transaction.atomic():
            row = Look(
                run=run,
                strategy=strategy,
                since_decision=strategy.standing.since_decision,
                subject=subject,
                fate=Fate.UNSURE,
                **why,
            )
            row.save()
            if verdict.action:
                row.fate, row.note = act(run, strategy, item, subject, verdict, facts=facts, actor=actor)
                row.save()
    except IntegrityError:
        return


def act(
    run: Run, strategy: Strategy, item: Any, subject: Subject, verdict: Verdict, *, facts: dict[str, Any], actor: Actor
) -> tuple[str, str]:
    action = catalog.action(verdict.action)
    because = Because(reason=verdict.rule, rule=verdict.rule, facts=facts, queue=strategy.queue)
    once = f"{strategy.key}:{strategy.standing.since_decision}:{subject.pk}"
    stage = strategy.standing.stage
    if stage == Stage.SHADOW or strategy.standing.audits(subject, percent=strategy.audit):
        mode = "shadow" if stage == Stage.SHADOW else "audit"
        withhold(action, subject, by=actor, because=because, mode=mode, at=run.at, once=once)
        return (Fate.SHADOW if mode == "shadow" else Fate.AUDIT), ""
    try:
        action.run(item, by=actor, because=because, seen=subject.version, at=run.at, once=once)
    except NotAllowed as refused:
        return stop(strategy, refused, at=run.at)
    except Refused as refused:
        return Fate.REFUSED, str(refused)[:300]
    return Fate.DONE, ""


def stop(strategy: Strategy, refused: NotAllowed, *, at: datetime) -> tuple[str, str]:
    """The person who answers for it may no longer do this, so neither may the strategy."""
    strategy.standing.refresh_from_db()
    if strategy.standing.stage == Stage.LIVE:
        catalog.action("strategies.pause").run(
            strategy, by=SYSTEM, because=f"{strategy.standing.answers}: {refused}", at=at
        )
    return Fate.REFUSED, str(refused)[:300]
