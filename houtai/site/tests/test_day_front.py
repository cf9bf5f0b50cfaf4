"""What played readers send is the same whenever it is asked for, and is what a collector must expect."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest

from houtai.core.events.batch import Batch, Invalid, check, decode
from houtai.site.day.front import habits
from houtai.site.day.front.crowd import Crowd
from houtai.site.day.front.tally import Tally
from houtai.site.day.front.visits import HalfHour, Parcel, Shown, batch_id

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
FRONT = [
    Shown(subject=f"content.article:{number}", path=f"/a/{number}/", name=f"content.article:{number}")
    for number in range(1, 6)
]


def half_hour(*, tick: int = 0, front: list[Shown] = FRONT, size: int = 2000) -> HalfHour:
    rates = np.full(size, 2.0)
    crowd = Crowd(numbers=np.arange(1, size + 1), tastes=np.arange(size) % habits.TASTES, rates=rates)
    return HalfHour(seed=7, tick=tick, ticks=10, key="key", start=START, crowd=crowd, front=front)


def kept(parcel: Parcel) -> Batch:
    batch = decode(parcel.body)
    check(batch, received=round(START.timestamp() * 1e6) + 3_600_000_000, oldest=10**15)
    return batch


def test_a_half_hour_that_is_played_again_sends_the_same():
    assert list(half_hour().parcels()) == list(half_hour().parcels())


def test_no_two_visits_have_the_same_id():
    ids = Counter(
        json.loads(parcel.body)["id"]
        for tick in (0, 1)
        for parcel in half_hour(tick=tick).parcels()
        if parcel.fate in ("counted", "bot")
    )
    assert len(ids) > 300
    assert max(ids.values()) == 1


def test_what_is_meant_to_be_taken_is_well_formed_and_forgeries_are_not():
    fates: Counter[str] = Counter()
    for tick in range(4):
        for parcel in half_hour(tick=tick).parcels():
            fates[parcel.fate] += 1
            if parcel.fate == "refused":
                with pytest.raises(Invalid):
                    kept(parcel)
            else:
                assert len(kept(parcel).events) == parcel.events
    assert set(fates) == {"counted", "bot", "duplicate", "refused"}


def test_who_likes_an_article_opens_it_more_often():
    likely = half_hour().likely()
    assert likely.shape == (2000, len(FRONT))
    for column in likely.T:
        assert column.max() / column.min() == pytest.approx(habits.LIKED / habits.DISLIKED)


def test_nobody_comes_to_an_empty_front_page():
    assert list(half_hour(front=[]).parcels()) == []


def test_ids_are_22_characters_that_an_address_may_hold():
    made = batch_id("a", 1)
    assert len(made) == 22
    assert set(made) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_the_tally_counts_a_step_once_and_knows_what_was_sent_again(tmp_path):
    tally = Tally(tmp_path / "tally")
    tally.begin("visits:0")
    tally.begin("visits:0")
    tally.end("visits:0", Counter(counted=10, refused=2))
    tally.begin("visits:1")
    tally.end("visits:1", Counter(counted=5))
    found = Tally(tmp_path / "tally")
    assert found.sums() == Counter(counted=15, refused=2)
    assert found.again == 12
