"""Tasks survive their workers, and their own failures for a while."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.conf import settings
from django_tasks_db.models import DBTaskResult

from houtai.core.workspaces.tasks import enqueue, relay
from houtai.core.workspaces.tests.sample import break_down, die_once, rename
from houtai.core.workspaces.worker import Worker

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


def at(time):
    return time


def run_worker():
    environment = {**os.environ, "HOUTAI_HOME": str(settings.HOME)}
    command = [sys.executable, "-m", "houtai", "worker", "--once", "--skip-checks"]
    return subprocess.run(command, env=environment, cwd=settings.ROOT, capture_output=True, timeout=60, check=False)


@pytest.mark.django_db(transaction=True)
def test_the_task_of_a_killed_worker_runs_again(alice):
    enqueue(die_once, alice.pk)
    assert run_worker().returncode == -9
    assert DBTaskResult.objects.get().status == "RUNNING"
    done = run_worker()
    assert done.returncode == 0, done.stderr
    alice.refresh_from_db()
    assert alice.last_name == "done"


@pytest.mark.django_db
def test_a_failed_task_is_tried_three_times(caplog):
    enqueue(break_down)
    relay()
    for minutes in (0, 5, 30):
        assert Worker(clock=partial(at, NOON + timedelta(minutes=minutes))).run_one()
    row = DBTaskResult.objects.get()
    assert (row.status, len(row.worker_ids)) == ("FAILED", 3)
    assert "broken" in row.traceback


@pytest.mark.django_db
def test_a_later_task_waits_for_its_time(alice):
    enqueue(rename, alice.pk, "late", after=NOON)
    relay()
    assert not Worker(clock=partial(at, NOON - timedelta(seconds=1))).run_one()
    assert Worker(clock=partial(at, NOON)).run_one()


@pytest.mark.django_db
def test_a_task_without_a_workspace_does_not_run(alice, caplog):
    enqueue(rename, alice.pk, "x")
    relay()
    DBTaskResult.objects.update(args_kwargs={"args": [alice.pk, "x"], "kwargs": {}})
    Worker().drain()
    alice.refresh_from_db()
    assert alice.last_name == ""
