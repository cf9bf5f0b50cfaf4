"""Timed work: enqueues the jobs that the modules declare, each turn once however many workers there are."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from cronsim import CronSim
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.module_loading import import_string

from houtai.core.catalog.catalog import catalog
from houtai.core.catalog.words import CHANGES, Job
from houtai.core.workspaces.models import ScheduleRun
from houtai.core.workspaces.rest import resting
from houtai.core.workspaces.tasks import want
from houtai.core.workspaces.waking import LONGEST, MINUTE

log = logging.getLogger("houtai.worker")


def tick(*, now: datetime, awake: bool = True) -> list[str]:
    """Enqueue what is due in the current workspace; returns the names. Missed turns of one job are made up by one.

    awake: whether something was done here lately, so that what waits for changes is due too.
    """
    if resting(now=now):
        return []
    taken = turns_taken()
    jobs = [job for _module, job in catalog.here("schedule") if _has_turn(job, taken.get(job.name), now=now)]
    return [job.name for job in jobs if _has_work(job, taken.get(job.name), now, awake) and take_turn(job, now=now)]


def next_tick(*, now: datetime, awake: bool) -> datetime:
    """When the current workspace next has something due, if nothing changes before; at most an hour on."""
    if resting(now=now):
        return now + MINUTE
    taken, soonest = turns_taken(), now + LONGEST
    for _module, job in catalog.here("schedule"):
        turn = next_turn(job.cron, now=now)
        if job.until == CHANGES and not awake:
            turn = max(turn, taken.get(job.name, now) + LONGEST)
        elif job.until and not awake:
            wanted = waits_until(job, now=now)
            turn = max(turn, wanted) if wanted else soonest
        soonest = min(soonest, turn)
    return soonest


def turns_taken() -> dict[str, datetime]:
    """The last turn taken of each job in the current workspace."""
    return dict(ScheduleRun.objects.values_list("name").annotate(Max("due_at")))


def take_turn(job: Job, *, now: datetime) -> bool:
    """Enqueue a job if its latest turn is not taken. A job seen for the first time waits for its next turn."""
    due = latest_turn(job.cron, now=now)
    try:
        with transaction.atomic():
            runs = ScheduleRun.objects.filter(name=job.name)
            known = runs.order_by("-due_at").first()
            if known and known.due_at >= due:
                return False
            ScheduleRun.objects.create(name=job.name, due_at=due)
            runs.filter(due_at__lt=due).delete()
            if known:
                want(import_string(job.task))
            return known is not None
    except IntegrityError:
        # Another worker took this turn between our look and our write.
        return False


def latest_turn(cron: str, *, now: datetime) -> datetime:
    """The last time at or before `now` that a cron line names."""
    return next(CronSim(cron, now.replace(second=0, microsecond=0) + timedelta(minutes=1), reverse=True))


def next_turn(cron: str, *, now: datetime) -> datetime:
    """The first time after `now` that a cron line names."""
    return next(CronSim(cron, now))


def waits_until(job: Job, *, now: datetime) -> datetime | None:
    """When the job next has something to do if nothing changes; at once where that cannot be told."""
    try:
        wanted: datetime | None = import_string(job.until)(now=now)
    except Exception:
        log.exception("It cannot be told what %s waits for, so it takes every turn.", job.name)
        return now
    return wanted


def _has_turn(job: Job, taken: datetime | None, *, now: datetime) -> bool:
    return taken is None or latest_turn(job.cron, now=now) > taken


def _has_work(job: Job, taken: datetime | None, now: datetime, awake: bool) -> bool:
    if not job.until or taken is None:
        return True
    if job.until == CHANGES:
        return awake or now - taken >= LONGEST
    wanted = waits_until(job, now=now)
    return wanted is not None and wanted <= now
