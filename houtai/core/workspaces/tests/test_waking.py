"""A workspace in which nothing is done is opened only when it is time."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from houtai.core.catalog.catalog import catalog
from houtai.core.catalog.words import CHANGES, Job
from houtai.core.workspaces import schedule, waking
from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import folder_of
from houtai.core.workspaces.models import Wake, Workspace
from houtai.core.workspaces.tasks import enqueue
from houtai.core.workspaces.tests.sample import break_down
from houtai.core.workspaces.waking import AWAKE, LONGEST, MINUTE
from houtai.core.workspaces.worker import Worker

pytestmark = pytest.mark.django_db
NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=3)


def in_three_days(*, now):
    return LATER


def never(*, now):
    return None


def broken(*, now):
    raise ZeroDivisionError


def at(time):
    return time


def look(time):
    return Worker(clock=partial(at, time)).sweep()


def jobs(monkeypatch, *untils):
    offered = [
        (
            None,
            Job(name=f"sample.{number}", cron="* * * * *", task="houtai.core.workspaces.tests.sample.count", until=one),
        )
        for number, one in enumerate(untils)
    ]
    monkeypatch.setattr(catalog, "here", lambda kind: offered, raising=False)


@pytest.fixture(autouse=True)
def _nothing_lately():
    Wake.objects.all().delete()
    waking.forget_stirring()


def asleep(monkeypatch, *untils):
    """The current workspace, known to the worker, with nothing done in it for a while before noon."""
    jobs(monkeypatch, *untils)
    look(NOON - AWAKE - MINUTE)
    return look(NOON)


HERE = "houtai.core.workspaces.tests.test_waking."


def test_a_workspace_that_is_awake_is_looked_at_each_minute_and_not_more(monkeypatch):
    jobs(monkeypatch, CHANGES)
    waking.stir(current(), now=NOON)
    assert [look(NOON + timedelta(seconds=seconds)) for seconds in (0, 10, 50, 60, 70)] == [1, 0, 0, 1, 0]


def test_one_that_sleeps_is_not_opened_for_what_waits_for_changes(monkeypatch):
    asleep(monkeypatch, CHANGES)
    assert [look(NOON + timedelta(minutes=minutes)) for minutes in (1, 2, 30, 48)] == [0, 0, 0, 0]


def test_what_waits_for_changes_is_done_once_an_hour_all_the_same(monkeypatch):
    asleep(monkeypatch, CHANGES)
    assert look(NOON + LONGEST) == 1


def test_one_that_sleeps_is_opened_when_a_job_says_so(monkeypatch):
    monkeypatch.setattr("houtai.core.workspaces.tests.test_waking.LATER", NOON + timedelta(minutes=20))
    asleep(monkeypatch, CHANGES, HERE + "in_three_days")
    assert schedule.next_tick(now=NOON, awake=False) == NOON + timedelta(minutes=20)
    assert look(NOON + timedelta(minutes=19)) == 0
    assert look(NOON + timedelta(minutes=20)) == 1


def test_a_job_takes_no_turn_before_what_it_waits_for(monkeypatch):
    jobs(monkeypatch, HERE + "in_three_days", HERE + "never")
    schedule.tick(now=NOON)
    assert schedule.tick(now=LATER - MINUTE) == []
    assert schedule.tick(now=LATER) == ["sample.0"]


def test_a_job_that_cannot_say_takes_every_turn(monkeypatch, caplog):
    jobs(monkeypatch, HERE + "broken")
    schedule.tick(now=NOON)
    assert schedule.tick(now=NOON + MINUTE) == ["sample.0"]
    assert "sample.0" in caplog.text


def test_a_task_that_somebody_wants_wakes_it(monkeypatch):
    asleep(monkeypatch, CHANGES)
    enqueue(break_down)
    row = Wake.objects.get()
    assert look(row.stirred_at) == 1


def test_the_schedule_itself_does_not_keep_it_awake(monkeypatch):
    asleep(monkeypatch, CHANGES)
    before = Wake.objects.get().stirred_at
    Worker(clock=partial(at, NOON + LONGEST)).sweep()
    assert Wake.objects.get().stirred_at == before


def test_events_that_come_in_wake_it(monkeypatch):
    asleep(monkeypatch, CHANGES)
    today = datetime.now(tz=UTC)
    Wake.objects.update(at=today + LONGEST, stirred_at=today - timedelta(days=1))
    assert look(today) == 0
    (folder_of(current()) / "events" / "log" / "_delta_log").mkdir(parents=True)
    assert look(datetime.now(tz=UTC)) == 1


def test_what_is_done_during_a_look_is_not_slept_over():
    waking.stir(current(), now=NOON)
    (found,) = waking.due(now=NOON)
    waking.forget_stirring()
    waking.stir(current(), now=NOON + timedelta(seconds=1))
    waking.sleep(found, until=NOON + LONGEST, now=NOON)
    assert len(waking.due(now=NOON + timedelta(seconds=1))) == 1


@pytest.mark.parametrize("state", ["making", "suspended", "leaving"])
def test_only_active_workspaces_are_looked_at(state):
    Workspace.objects.update(state=state)
    assert look(NOON) == 0


def test_a_workspace_of_the_other_engine_is_left_to_its_worker(settings):
    Workspace.objects.update(engine="postgresql" if settings.ENGINE == "sqlite" else "sqlite")
    assert look(NOON) == 0
