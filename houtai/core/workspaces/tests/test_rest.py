"""Timed work rests while somebody plays time, and goes on by itself when that somebody never comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from houtai.core.workspaces.rest import GRACE, AlreadyPlaying, rest, resting
from houtai.core.workspaces.schedule import tick

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return datetime.now(tz=UTC)


def test_work_rests_while_time_is_played_and_goes_on_at_its_end():
    assert not resting(now=now())
    with rest():
        assert resting(now=now())
    assert not resting(now=now())


def test_no_turn_is_taken_while_it_rests():
    later = now() + timedelta(minutes=2)
    tick(now=now())
    with rest():
        assert tick(now=later) == []
    assert tick(now=later) != []


def test_it_rests_a_while_for_whoever_was_killed_and_comes_back():
    with pytest.raises(KeyboardInterrupt), rest():
        raise KeyboardInterrupt
    assert resting(now=now())
    assert not resting(now=now() + GRACE)
    # Other tests share this home.
    with rest():
        pass


def test_a_long_play_says_now_and_then_that_it_still_goes_on():
    with rest() as go_on:
        go_on()
        assert resting(now=now() + GRACE - timedelta(minutes=1))


def test_a_second_one_is_refused_and_leaves_the_first_alone():
    with rest():
        with pytest.raises(AlreadyPlaying), rest():
            pass
        assert resting(now=now())


def test_after_one_that_failed_the_next_may_play():
    with pytest.raises(ValueError, match="x"), rest():
        raise ValueError("x")
    with rest():
        pass
    assert not resting(now=now())
