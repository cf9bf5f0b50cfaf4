"""A task is wanted with the change: both are kept or neither."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Outbox
from houtai.core.workspaces.tasks import enqueue, relay
from houtai.core.workspaces.tests.sample import count, rename
from houtai.core.workspaces.worker import Worker

pytestmark = pytest.mark.django_db


class Change(Exception):
    pass


def test_a_rolled_back_change_leaves_no_task(alice):
    def change():
        with transaction.atomic():
            enqueue(rename, alice.pk, "x")
            raise Change

    with pytest.raises(Change):
        change()
    assert not Outbox.objects.exists()


def test_a_commit_puts_the_task_into_the_queue(alice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        enqueue(rename, alice.pk, "x")
        enqueue(rename, alice.pk, "y")
    assert len(callbacks) == 1
    assert [row.args_kwargs["workspace"] for row in DBTaskResult.objects.all()] == [current()] * 2


def test_what_a_crash_left_in_the_outbox_is_relayed_by_the_worker(alice):
    enqueue(rename, alice.pk, "renamed")
    assert Worker().drain() == 1
    alice.refresh_from_db()
    assert alice.last_name == "renamed"


def test_a_crash_after_queuing_and_before_the_mark_runs_the_task_once(alice):
    enqueue(count, alice.pk)
    relay()
    Outbox.objects.update(enqueued_at=None)
    Worker().drain()
    alice.refresh_from_db()
    assert alice.last_name == "i"


def test_a_key_makes_a_task_run_once_for_ever(alice):
    for _time in range(2):
        enqueue(count, alice.pk, once="count alice")
        Worker().drain()
    alice.refresh_from_db()
    assert alice.last_name == "i"
