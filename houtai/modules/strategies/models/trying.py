"""A strategy that tests takes its turn: trials are begun, counted, weighed anew and ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import UnknownName
from houtai.core.work.models import Subject
from houtai.core.work.models.subject import beyond
from houtai.modules.strategies.models.counting import count
from houtai.modules.strategies.models.policy import equal, thompson
from houtai.modules.strategies.models.standing import Stage, Standing
from houtai.modules.strategies.models.testing import Test
from houtai.modules.strategies.models.trial import Trial, digest_of, strays
from houtai.modules.strategies.models.verdict import Ending, ending

# New weights are worth a new round when so many more readers were shown something: a part of all, and at least these.
MORE, FEW = 0.05, 50


def try_out(strategy: Any, *, now: datetime, simulated: bool) -> None:
    """One turn. In shadow nothing is shown to anybody."""
    for stray in strays():
        stray.end(at=now, note=_("The strategy was stopped or changed."))
    if strategy.standing.stage != Stage.LIVE:
        return
    test = strategy.test
    running = list(Trial.objects.at_work().filter(strategy=strategy, simulated=simulated).select_related("subject"))
    arms = test.word.arms([trial.subject.key for trial in running])
    count(running, now=now, simulated=simulated)
    for trial in running:
        with transaction.atomic():
            if goes_on(strategy, trial):
                go_on(trial, test, arms.get(trial.subject.key), strategy=strategy, now=now)
    begin(strategy, test, now=now, simulated=simulated)


def goes_on(strategy: Any, trial: Trial) -> bool:
    """Whether nobody stopped the strategy, and no other worker ended the trial."""
    began = strategy.standing.stage, strategy.standing.since_decision
    rows = Standing.objects.select_for_update().filter(strategy=strategy)
    going = rows.values_list("stage", "since_decision").first() == began
    return going and Trial.objects.running().filter(pk=trial.pk).exists()


def go_on(trial: Trial, test: Test, arms: Any, *, strategy: Any, now: datetime) -> None:
    if arms is None or list(arms) != trial.arms:
        trial.end(at=now, note=_("Its texts were changed, or it is no longer public."))
        return
    if found := ending(trial, test, now=now):
        settle(trial, found, test, strategy=strategy, now=now)
        return
    if test.policy == "best" and enough_new(trial):
        trial.turn_to(thompson(trial.tried.sides, floor=test.floor / 100))
    trial.save()


def settle(trial: Trial, found: Ending, test: Test, *, strategy: Any, now: datetime) -> None:
    """What won is shown to everybody; that is a decision like any other."""
    note = found.carry_out(trial, test, strategy=strategy, now=now)
    trial.end(at=now, note=note, winner=found.winner)


def enough_new(trial: Trial) -> bool:
    """The last round has more than the next would miss."""
    shown = trial.tried.shown
    return bool(shown[-1].sum() >= max(FEW, MORE * shown.sum()))


def begin(strategy: Any, test: Test, *, now: datetime, simulated: bool) -> None:
    """A trial for each subject that has a choice, in its column, once with the same arms."""
    fresh = candidates(strategy, test, user=strategy.standing.answers, simulated=simulated)
    for subject, arms in fresh[: strategy.most]:
        trial = Trial(
            strategy=strategy,
            since_decision=strategy.standing.since_decision,
            point=test.point,
            subject=subject,
            arms=list(arms),
            digest=digest_of(arms),
            began=now,
            ends=now + test.lasts,
            simulated=simulated,
        )
        trial.turn_to(equal(len(arms)))
        try:
            with transaction.atomic():
                trial.save()
        except IntegrityError:
            continue  # Another worker was faster.


def candidates(strategy: Any, test: Test, *, user: Any, simulated: bool = False) -> list[tuple[Subject, list[str]]]:
    """What could be tried now, the newest first: in this person's sight, not tried yet, and by nobody else either."""
    known = test.word.arms()
    rows = Subject.objects.filter(kind=test.word.subject, key__in=list(known)).exclude(beyond(user))
    rows = rows.filter(column=test.column) if test.column else rows
    subjects = {subject.key: subject for subject in rows}
    before = tried_before(strategy, simulated=simulated)
    busy = Trial.objects.running().filter(point=test.point, simulated=simulated).values_list("subject", flat=True)
    taken = set(busy)
    found = [(subjects[key], list(arms)) for key, arms in known.items() if key in subjects]
    return [(one, arms) for one, arms in found if one.pk not in taken and (one.pk, digest_of(arms)) not in before]


def foreseen_test(strategy: Any, *, user: Any) -> dict[str, Any]:
    """What it would try now, as far as this person may see it; or why it cannot."""
    test = strategy.test
    try:
        known = candidates(strategy, test, user=user)
    except UnknownName as error:
        return {"faults": [str(error)]}
    return {"test": test, "fresh": known[:20], "count": len(known)}


def tried_before(strategy: Any, *, simulated: bool) -> set[tuple[int, str]]:
    if not strategy.pk:
        return set()
    since = strategy.standing.since_decision
    rows = Trial.objects.filter(strategy=strategy, since_decision=since, simulated=simulated)
    return set(rows.values_list("subject", "digest"))
