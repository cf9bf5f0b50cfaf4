"""Timed work: enqueues the jobs that the modules declare, each turn once however many workers there are."""

from __future__ import annotations

from datetime import datetime, timedelta

from cronsim import CronSim
from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string

from houtai.core.catalog.catalog import catalog
from houtai.core.catalog.words import Job
from houtai.core.workspaces.models import ScheduleRun
from houtai.core.workspaces.rest import resting
from houtai.core.workspaces.tasks import enqueue


def tick(*, now: datetime) -> list[str]:
    """Enqueue what is due in the current workspace; returns the names. Missed turns of one job are made up by one."""
    if resting(now=now):
        return []
    return [job.name for _module, job in catalog.here("schedule") if take_turn(job, now=now)]


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
                enqueue(import_string(job.task))
            return known is not None
    except IntegrityError:
        # Another worker took this turn between our look and our write.
        return False


def latest_turn(cron: str, *, now: datetime) -> datetime:
    """The last time at or before `now` that a cron line names."""
    return next(CronSim(cron, now.replace(second=0, microsecond=0) + timedelta(minutes=1), reverse=True))
