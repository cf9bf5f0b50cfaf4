"""Runs background tasks one after another, each in its workspace, and what the schedule and the outboxes hold."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from django_tasks_db.utils import exclusive_transaction

from houtai.core.workspaces import pool
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.lives import lives, living
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.schedule import tick
from houtai.core.workspaces.switches import put_off
from houtai.core.workspaces.tasks import QUEUE, relay

PAUSE_SECONDS, SWEEP_SECONDS = 0.5, 10.0
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
                    self.sweep()
                    swept = time.monotonic()
                if not self.run_one():
                    pool.release()
                    self._stopped.wait(PAUSE_SECONDS)

    def drain(self) -> int:
        """Run everything that is due now, and what that brings about. Returns the number of tasks run."""
        ran = 0
        with living(self.name):
            self.sweep()
            while self.run_one():
                ran += 1
                self.relay_all()
        return ran

    def sweep(self) -> None:
        """Take back tasks of dead workers, take the schedule's turns, relay what a crash left in an outbox."""
        self.reclaim()
        for workspace in Workspace.objects.values_list("pk", flat=True):
            try:
                with enter(workspace):
                    tick(now=self.clock())
                    relay()
            except Exception:
                # One broken workspace must not stop the others.
                log.exception("Workspace %s could not be swept.", workspace)

    def relay_all(self) -> None:
        for workspace in Workspace.objects.values_list("pk", flat=True):
            with enter(workspace):
                relay()

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
        """Run the next task that is due. False when there is none."""
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
        due = Q(run_after=get_date_max()) | Q(run_after__lte=self.clock())
        ready = DBTaskResult.objects.filter(due, backend_name=QUEUE, status=TaskResultStatus.READY)
        if not ready.exists():
            return None
        with exclusive_transaction(CONTROL):
            row = ready.get_locked()
            if row is not None:
                row.claim(self.name)
        return row

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
    with enter(workspace):
        row.task.call(*row.args_kwargs["args"])
