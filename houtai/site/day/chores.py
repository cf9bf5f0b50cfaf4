"""The day's background work, done by a worker like any other, and waited for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from houtai.core.workspaces.lives import living
from houtai.core.workspaces.models import Outbox
from houtai.core.workspaces.tasks import enqueue, relay
from houtai.core.workspaces.worker import Worker
from houtai.site.day.tasks import DayStopped

OPEN = [TaskResultStatus.READY, TaskResultStatus.RUNNING]


class TaskFailed(RuntimeError):
    """A background task of the day failed each time it was tried."""


class Chores:
    """key: begins the once-keys of this day's tasks."""

    def __init__(self, *, key: str) -> None:
        self.key = key
        self.worker = Worker()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        with living(self.worker.name):
            relay()
            self.worker.reclaim()
            # What failed or died with an earlier try of this day: whoever goes on has seen to the cause.
            again(self.mine())
            yield

    def mine(self) -> Any:
        keys = Outbox.objects.filter(once__startswith=f"{self.key}:").values_list("pk", flat=True)
        return DBTaskResult.objects.filter(pk__in=list(keys))

    def enqueue(self, task: Any, key: str, *args: Any) -> None:
        with transaction.atomic():
            enqueue(task, *args, once=f"{self.key}:{key}")

    def work_off(self) -> None:
        """Run what is queued, here or in whatever worker is faster, and wait until it is done. Raises TaskFailed."""
        relay()
        mine = self.mine()
        while self.worker.run_one() or mine.filter(status__in=OPEN).exists():
            self.worker.reclaim()
            # Another worker met our server while it was gone; now it is there.
            again(mine.filter(exception_class_path__endswith=DayStopped.__name__))
            time.sleep(0.01)
        if failed := mine.filter(status=TaskResultStatus.FAILED).first():
            raise TaskFailed(f"{failed.task_path} failed: {failed.exception_class_path}\n{failed.traceback}")


def again(tasks: Any) -> None:
    """Have those that wait for another try, or have had their last, begin afresh and at once."""
    tried = tasks.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.FAILED]).exclude(worker_ids=[])
    fresh: dict[str, Any] = {"worker_ids": [], "exception_class_path": "", "traceback": "", "finished_at": None}
    tried.update(status=TaskResultStatus.READY, run_after=get_date_max(), **fresh)
