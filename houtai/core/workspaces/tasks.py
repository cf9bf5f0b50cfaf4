"""Background work that a crash cannot lose: wanted in the same transaction as the change, run in the same workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import django_tasks
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult, get_date_max

from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Outbox
from houtai.core.workspaces.waking import stir

QUEUE = "queue"
BATCH = 500


def task(function: Callable[..., Any]) -> Any:
    """Make a module's function a background task. It may run twice when a worker dies, so it must not mind."""
    return django_tasks.task(backend=QUEUE)(function)


def enqueue(task: Any, *args: Any, once: str | None = None, after: datetime | None = None) -> None:
    """Have a task run in the current workspace, once the current transaction commits; a rollback takes it back.

    args: plain JSON values. once: a key; of those with this key in 90 days one runs. after: not before then.
    """
    # Before it is written, so that a crash after the commit leaves a workspace that is looked at soon.
    stir(current(), now=timezone.now())
    want(task, *args, once=once, after=after)


def want(task: Any, *args: Any, once: str | None = None, after: datetime | None = None) -> None:
    """As `enqueue`, for the schedule itself, which is no sign that something was done here."""
    row = Outbox(task=task.module_path, args=normalize_json(list(args)), once=once, run_after=after)
    Outbox.objects.bulk_create([row], ignore_conflicts=once is not None)
    if not any(entry[1] is relay for entry in connection.run_on_commit):
        transaction.on_commit(relay, robust=True)


def relay() -> int:
    """Move what waits in the current workspace's outbox into the queue. Returns how many rows.

    The queue's row has the outbox's key: after a crash in between, the same move again changes nothing.
    """
    moved = 0
    while batch := list(Outbox.objects.filter(enqueued_at=None).order_by("created_at")[:BATCH]):
        DBTaskResult.objects.bulk_create([_queued(row, current()) for row in batch], ignore_conflicts=True)
        Outbox.objects.filter(pk__in=[row.pk for row in batch]).update(enqueued_at=timezone.now())
        moved += len(batch)
    return moved


def _queued(row: Outbox, workspace: str) -> Any:
    return DBTaskResult(
        id=row.pk,
        task_path=row.task,
        args_kwargs={"args": row.args, "kwargs": {}, "workspace": workspace},
        backend_name=QUEUE,
        run_after=row.run_after or get_date_max(),
        queue_name=settings.ENGINE,
    )
