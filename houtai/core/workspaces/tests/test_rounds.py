"""Each workspace gets its turn, however much another has waiting, and only active ones of this engine."""

import pytest
from django_tasks_db.models import DBTaskResult

from houtai.core.workspaces import engine
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.preparation import create_workspace
from houtai.core.workspaces.tasks import enqueue, relay
from houtai.core.workspaces.tests.sample import break_down
from houtai.core.workspaces.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def three():
    return sorted(create_workspace(name=name).pk for name in ("busy", "calm", "quiet"))


def wants(workspace, number):
    with enter(workspace):
        for _time in range(number):
            enqueue(break_down)
        relay()


def served(worker, number):
    """The workspaces of the next tasks, as they are claimed."""
    rows = [worker._claim() for _time in range(number)]
    return [row.args_kwargs["workspace"] for row in rows if row]


def test_a_busy_workspace_does_not_keep_the_others_waiting(three):
    busy, calm, quiet = three
    wants(busy, 200)
    wants(calm, 2)
    wants(quiet, 1)
    assert served(Worker(), 6) == [busy, calm, quiet, busy, calm, busy]


def test_turns_go_on_where_they_stopped_when_there_are_more_workspaces_than_a_round_holds(three, monkeypatch):
    monkeypatch.setattr("houtai.core.workspaces.rounds.MOST", 2)
    for workspace in three:
        wants(workspace, 2)
    assert served(Worker(), 6) == [*three, *three]


def test_two_workers_take_each_task_once(three):
    for workspace in three:
        wants(workspace, 2)
    one, two = Worker(), Worker()
    taken = [worker._claim() for worker in (one, two, one, two, one, two, one, two)]
    assert len({row.pk for row in taken if row}) == 6
    assert taken[6:] == [None, None]


def test_jobs_of_a_suspended_workspace_wait_and_run_when_it_goes_on(three):
    wants(three[0], 1)
    state = Workspace.objects.filter(pk=three[0])
    for other in ("suspended", "leaving", "making"):
        state.update(state=other)
        assert served(Worker(), 1) == []
    state.update(state="active")
    assert served(Worker(), 1) == [three[0]]


def test_tasks_of_a_workspace_of_the_other_engine_are_left_to_its_worker(three, settings):
    wants(three[0], 1)
    assert DBTaskResult.objects.get().queue_name == settings.ENGINE
    Workspace.objects.filter(pk=three[0]).update(engine="postgresql" if settings.ENGINE == "sqlite" else "sqlite")
    assert served(Worker(), 1) == []


def test_tasks_of_a_workspace_that_is_gone_are_not_run(three):
    wants(three[0], 1)
    Workspace.objects.filter(pk=three[0]).delete()
    engine.destroy(three[0])
    assert served(Worker(), 1) == []
