"""Runs background tasks one after another, each in its workspace, and what the schedule and the outboxes hold."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from houtai.core.catalog.catalog import catalog
from houtai.core.catalog.words import CHANGES
from houtai.core.workspaces import pool, waking
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.lives import lives, living
from houtai.core.workspaces.rounds import Rounds
from houtai.core.workspaces.schedule import next_tick, tick
from houtai.core.workspaces.switches import put_off
from houtai.core.workspaces.tasks import QUEUE, relay
from houtai.core.workspaces.waking import MINUTE, Due

PAUSE_SECONDS, SWEEP_SECONDS, SLICE = 0.5, 10.0, 50
TRIES, DEATHS = 3, 5
log = logging.getLogger("houtai.worker")


class WorkerDied(RuntimeError):
    """Each worker that took this task was killed while it ran."""


class TaskWithoutWorkspace(RuntimeError):
    """A task in the queue does not say in which workspace it runs, so it does not run."""


class Worker:
    """clock: says what time it is, in UTC."""

    def __init__(self, *, clock: Callable[[], datetime] = timezone.now) -> None:
        self.clock = clock
        self.name = uuid.uuid4().hex
        self._rounds = Rounds()
        self._stopped = threading.Event()

    def stop(self) -> None:
        """End `run` after the task at hand."""
        self._stopped.set()

    def run(self) -> None:
        """Work until `stop`."""
        with living(self.name):
            swept = float("-inf")
            while not self._stopped.is_set():
                if time.monotonic() - swept >= SWEEP_SECONDS:
                    # A long sweep goes on after the next task, so that neither waits for the other.
                    swept = time.monotonic() if self.sweep(most=SLICE) < SLICE else swept
                if not self.run_one() and time.monotonic() - swept < SWEEP_SECONDS:
                    pool.release()
                    self._stopped.wait(PAUSE_SECONDS)

    def drain(self) -> int:
        """Run everything that is due now, and what that brings about. Returns the number of tasks run."""
        ran = 0
        with living(self.name):
            self.reclaim()
            for found in waking.everyone():
                self._look(found)
            while self.run_one():
                ran += 1
        return ran

    def sweep(self, *, most: int | None = None) -> int:
        """Take back tasks of dead workers; in workspaces that have something due, take the schedule's turns and relay
        what a crash left in an outbox. Returns how many workspaces were looked at, at most `most`.
        """
        self.reclaim()
        looked = waking.due(now=self.clock())[:most]
        for found in looked:
            self._look(found)
        return len(looked)

    def _look(self, found: Due) -> None:
        now = self.clock()
        awake = found.awake(now=now)
        try:
            with enter(found.workspace):
                tick(now=now, awake=awake)
                relay()
                until = next_tick(now=now, awake=awake)
        except Exception:
            # One broken workspace must not stop the others.
            log.exception("Workspace %s could not be swept.", found.workspace)
            until = now + MINUTE
        waking.sleep(found, until=until, now=now)

    def reclaim(self) -> None:
        """Make ready again what a killed worker left running."""
        for row in DBTaskResult.objects.filter(backend_name=QUEUE, status=TaskResultStatus.RUNNING):
            if lives(row.worker_ids[-1]):
                continue
            log.warning("The worker of task %s (%s) died.", row.pk, row.task_path)
            if len(row.worker_ids) >= DEATHS:
                row.set_failed(WorkerDied(f"after {DEATHS} starts"))
                continue
            same = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
            same.update(status=TaskResultStatus.READY)

    def run_one(self) -> bool:
        """Run the next task that is due, of the workspace whose turn it is. False when there is none."""
        row = self._claim()
        if row is None:
            return False
        if put_off(row, now=self.clock()):
            return True
        try:
            _call(row)
        except Exception as error:
            log.exception("Task %s (%s) failed.", row.pk, row.task_path)
            self._give_back(row, error)
        else:
            row.set_successful(None)
        return True

    def _claim(self) -> Any:
        while task := self._rounds.next(now=self.clock()):
            with exclusive_transaction(CONTROL):
                row = DBTaskResult.objects.filter(pk=task, status=TaskResultStatus.READY).get_locked()
                if row is not None:
                    row.claim(self.name)
                    return row
        return None

    def _give_back(self, row: Any, error: Exception) -> None:
        """Try again in a while, twice; then it has failed."""
        row.set_failed(error)
        tries = len(row.worker_ids)
        if tries < TRIES:
            row.status, row.finished_at = TaskResultStatus.READY, None
            row.run_after = self.clock() + timedelta(seconds=30 * 4 ** (tries - 1))
            row.save(update_fields=["status", "finished_at", "run_after"])


def _call(row: Any) -> None:
    workspace = row.args_kwargs.get("workspace")
    if not workspace:
        raise TaskWithoutWorkspace(row.task_path)
    if row.task_path not in _followers():
        waking.stir(workspace, now=timezone.now())
    with enter(workspace):
        row.task.call(*row.args_kwargs["args"])
        relay()


@cache
def _followers() -> frozenset[str]:
    """Tasks that only follow what others do: that they ran is no sign that something was done."""
    return frozenset(job.task for _module, job in catalog.offered("schedule") if job.until == CHANGES)
