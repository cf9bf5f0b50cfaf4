"""The plan of a day outlives the process that plays it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houtai.site.day.plan import AnotherDay, Plan, UnreadablePlan

PLAN = Plan(seed=1, day="2026-03-02")
OTHERS = [
    replace(PLAN, seed=2),
    replace(PLAN, input="/folder"),
    replace(PLAN, ticks=8),
    replace(PLAN, entries=3),
]


def test_nothing_kept_means_the_plan_that_is_wanted(tmp_path):
    assert Plan.resume(tmp_path / "day.json", PLAN) == PLAN


def test_a_day_that_was_killed_goes_on_where_it_stopped_whatever_the_date_is_now(tmp_path):
    kept = replace(PLAN, port=4711).goes_on(tmp_path / "day.json", reached=5)
    assert Plan.resume(tmp_path / "day.json", replace(PLAN, day="2026-03-03")) == kept
    assert (kept.reached, kept.port) == (5, 4711)


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_another_day_waits_until_the_open_one_has_ended(tmp_path, other):
    PLAN.save(tmp_path / "day.json")
    with pytest.raises(AnotherDay, match="--seed 1 --half-hours 20"):
        Plan.resume(tmp_path / "day.json", other)
    replace(PLAN, done=True).save(tmp_path / "day.json")
    assert Plan.resume(tmp_path / "day.json", other) == other


def test_a_day_that_has_ended_is_shown_again_and_the_next_one_begins_anew(tmp_path):
    done = replace(PLAN, done=True, reached=80).save(tmp_path / "day.json")
    assert Plan.resume(tmp_path / "day.json", PLAN) == done
    tomorrow = replace(PLAN, day="2026-03-03")
    assert Plan.resume(tmp_path / "day.json", tomorrow) == tomorrow


@pytest.mark.parametrize("text", ["", "{", "[]", '{"seed": 1}', '{"seed": 1, "day": "2026-03-02", "more": 1}', "\x00"])
def test_a_damaged_plan_is_named(tmp_path, text):
    (tmp_path / "day.json").write_text(text)
    with pytest.raises(UnreadablePlan, match="is damaged"):
        Plan.resume(tmp_path / "day.json", PLAN)


@pytest.mark.parametrize("other", [*OTHERS, replace(PLAN, day="2026-03-03")], ids=str)
def test_days_with_other_options_share_no_key(other):
    assert other.key != PLAN.key
    assert not other.key.startswith(f"{PLAN.key}:")


@given(st.integers(), st.integers(2, 32), st.text(max_size=20))
def test_a_plan_reads_back_as_it_was_written(tmp_path_factory, seed, ticks, folder):
    plan = Plan(seed=seed, day="2026-03-02", ticks=ticks, input=folder)
    file = tmp_path_factory.getbasetemp() / "plan.json"
    plan.save(file)
    assert Plan.load(file) == plan


def test_half_hours_begin_at_eight_and_stay_within_the_date():
    assert PLAN.at(0) == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert PLAN.at(31) < PLAN.span[1]
