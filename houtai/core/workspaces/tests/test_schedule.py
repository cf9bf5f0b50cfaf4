"""Each turn of a job is taken once."""

from datetime import UTC, datetime, timedelta

import pytest

from houtai.core.catalog.words import Job
from houtai.core.workspaces.models import Outbox, ScheduleRun
from houtai.core.workspaces.schedule import latest_turn, take_turn

pytestmark = pytest.mark.django_db
JOB = Job(name="sample.hourly", cron="0 * * * *", task="houtai.core.workspaces.tests.sample.break_down")
NOON = datetime(2030, 1, 1, 12, 30, tzinfo=UTC)


@pytest.fixture
def known_job():
    take_turn(JOB, now=NOON - timedelta(hours=1))


def test_a_new_job_waits_for_its_next_turn():
    assert not take_turn(JOB, now=NOON)
    assert take_turn(JOB, now=NOON + timedelta(minutes=30))


def test_two_ticks_in_one_hour_take_one_turn(known_job):
    assert take_turn(JOB, now=NOON)
    assert not take_turn(JOB, now=NOON + timedelta(minutes=5))
    assert Outbox.objects.count() == 1


def test_a_worker_whose_clock_is_behind_takes_no_old_turn(known_job):
    assert take_turn(JOB, now=NOON)
    assert not take_turn(JOB, now=NOON - timedelta(hours=1))


def test_missed_turns_are_made_up_by_one(known_job):
    assert take_turn(JOB, now=NOON + timedelta(days=3))
    assert (Outbox.objects.count(), ScheduleRun.objects.count()) == (1, 1)


def test_a_turn_is_due_from_its_very_minute():
    assert latest_turn("30 12 * * *", now=NOON) == NOON
    assert latest_turn("31 12 * * *", now=NOON) == NOON - timedelta(days=1) + timedelta(minutes=1)
