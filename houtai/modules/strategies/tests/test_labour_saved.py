"""Labour saved is decisions times the time before, minus rework, and says so when it is negative."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houtai.core.ledger.log import Touched, in_seconds
from houtai.core.ledger.tests.worklog import DAY, Worklog
from houtai.core.work.models import Decision
from houtai.modules.strategies.metrics.labour import LabourSaved, saved_ms, spread
from houtai.modules.strategies.metrics.saved import rounded

TOUCHES = st.lists(st.integers(0, 3_600_000), max_size=30)


@pytest.fixture
def worklog(bob) -> Worklog:
    return Worklog(user=bob)


def measured(*, simulated: bool = False, days: int = 1, through: int | None = None):
    last = through or Decision.objects.latest("id").id
    return LabourSaved().measure(start=DAY, end=DAY + timedelta(days=days), through=last, simulated=simulated)


def test_rework_is_subtracted(worklog):
    worklog.people(*[20_000] * 10)
    first, second, *_ = worklog.strategies(6)
    worklog.undo(first, touch_ms=3_000)
    worklog.people(25_000, subject=second.subject)
    (line,) = measured()
    assert line.inputs["rework_ms"] == 28_000
    assert line.inputs["saved_ms"] == 5 * 20_000 - 28_000
    assert line.value == 72


def test_a_negative_result_stays(worklog):
    worklog.people(*[10_000] * 10)
    for decision in worklog.strategies(4):
        worklog.undo(decision, touch_ms=6_000)
        worklog.people(12_000, subject=decision.subject)
    (line,) = measured()
    assert (line.value, line.inputs["n"]) == (-24, 0)
    assert line.low <= line.value <= line.high < 0


def test_nothing_is_claimed_when_too_little_was_measured_before(worklog):
    worklog.people(*[20_000] * 9, None)
    worklog.strategies(5)
    assert measured() == []


def test_decisions_without_touch_time_are_left_out_and_counted(worklog):
    worklog.people(*[20_000] * 10, None, None)
    first, *_ = worklog.strategies(2)
    worklog.undo(first, touch_ms=None)
    (line,) = measured()
    assert (line.inputs["before_unmeasured"], line.inputs["rework_unmeasured"]) == (2, 1)
    assert line.inputs["before_ms"] == 20_000


def test_what_people_took_after_the_handover_changes_no_before(worklog):
    worklog.people(*[20_000] * 10)
    worklog.strategies(1)
    worklog.people(*[500_000] * 5)
    (line,) = measured()
    assert line.inputs["before_ms"] == 20_000


def test_opinions_in_shadow_save_nothing(worklog):
    worklog.people(*[20_000] * 10)
    worklog.strategies(5, mode="shadow")
    assert measured() == []


def test_audits_are_counted_and_save_nothing(worklog):
    worklog.people(*[20_000] * 10)
    worklog.strategies(3)
    worklog.strategies(2, mode="audit")
    (line,) = measured()
    assert (line.inputs["audits"], line.value) == (2, 60)


def test_played_time_is_kept_apart_and_is_only_an_estimate(worklog):
    worklog.people(*[20_000] * 10)
    worklog.strategies(3)
    worklog.people(*[40_000] * 10, simulated=True)
    worklog.strategies(2, simulated=True)
    (real,), (played,) = measured(), measured(simulated=True)
    assert (real.value, real.evidence) == (60, "B")
    assert (played.value, played.evidence) == (80, "C")


def test_a_decision_taken_back_a_day_later_is_taken_off_that_day(worklog):
    worklog.people(*[20_000] * 10)
    first, *_ = worklog.strategies(3)
    closed = Decision.objects.latest("id").id
    worklog.at = DAY + timedelta(days=1)
    worklog.undo(first, touch_ms=5_000)
    last = Decision.objects.latest("id").id
    following = DAY + timedelta(days=1)
    (second,) = LabourSaved().measure(start=following, end=following + timedelta(days=1), through=last, simulated=False)
    assert measured(through=closed)[0].value == 60
    assert second.value == -25
    assert measured(days=2)[0].value == 60 - 25


def test_the_interval_is_the_same_every_time():
    before = Touched(ms=[12_345, 54_321, 20_000, 31_000, 8_000], unmeasured=0)
    rework = Touched(ms=[4_000, 90_000], unmeasured=0)
    assert spread(before, rework, n=40, among=42) == spread(before, rework, n=40, among=42) == (358_760, 1_527_704)


@given(before=TOUCHES.filter(bool), rework=TOUCHES, n=st.integers(-50, 500))
def test_saved_is_exactly_n_times_before_minus_rework(before, rework, n):
    mean, cost = Touched(ms=before, unmeasured=0).mean, Touched(ms=rework, unmeasured=0).total
    saved = saved_ms(n=n, before_ms=mean, rework_ms=cost)
    assert saved == n * mean - cost
    assert abs(2 * len(before) * mean - 2 * sum(before)) <= len(before)
    assert -500 < 1000 * rounded(saved) - saved <= 500


@given(ms=st.integers(-(10**12), 10**12))
def test_seconds_are_written_exactly(ms):
    whole, _, thousandths = in_seconds(ms).lstrip("-").partition(".")
    assert int(whole) * 1000 + int(thousandths) == abs(ms)
    assert in_seconds(ms).startswith("-") == (ms < 0)
