"""A workspace is still when no living worker runs a task of it."""

from typing import Any

import pytest
from django.utils.timezone import now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from houtai.core.workspaces.lives import living
from houtai.core.workspaces.stillness import PATIENCE, StillBusy, busy, wait_until_still
from houtai.core.workspaces.tasks import QUEUE

pytestmark = pytest.mark.django_db


def running(workspace: str, worker: str) -> Any:
    return DBTaskResult.objects.create(
        task_path="a.b",
        args_kwargs={"args": [], "kwargs": {}, "workspace": workspace},
        backend_name=QUEUE,
        status=TaskResultStatus.RUNNING,
        worker_ids=[worker],
        run_after=now(),
    )


def test_it_is_waited_for_a_task_that_runs() -> None:
    row, waited = running("one", "stillness-alive"), []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            DBTaskResult.objects.filter(pk=row.pk).update(status=TaskResultStatus.SUCCESSFUL)

    with living("stillness-alive"):
        wait_until_still("one", wait=wait)
    assert len(waited) == 3


def test_one_that_does_not_end_is_told() -> None:
    running("one", "stillness-alive")
    waited: list[float] = []
    with living("stillness-alive"), pytest.raises(StillBusy):
        wait_until_still("one", wait=waited.append)
    assert len(waited) == PATIENCE + 1


def test_nobody_waits_for_a_dead_worker_or_for_another_workspace() -> None:
    running("one", "stillness-dead")
    running("two", "stillness-alive")
    with living("stillness-alive"):
        assert not busy("one")
