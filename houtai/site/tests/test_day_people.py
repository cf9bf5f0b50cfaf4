"""Played people are the same people after a crash."""

from __future__ import annotations

from statistics import mean

from hypothesis import given
from hypothesis import strategies as st

from houtai.site.day.people import LONG_ENOUGH, LOOK_MS, READ_MS_A_WORD, SLIPS, TOO_LIKE, Taste, chance

FACTS = st.fixed_dictionaries({"words": st.integers(0, 10_000), "similarity": st.integers(0, 100)})
KNOWN = {"words": LONG_ENOUGH, "similarity": 0}


@given(st.lists(st.one_of(st.integers(), st.text())))
def test_chance_is_a_share_and_the_same_for_the_same_words(words):
    assert 0 <= chance(*words) < 1
    assert chance(*words) == chance(*words)


def test_chance_is_even():
    drawn = [chance("draw", number) for number in range(4000)]
    assert abs(mean(drawn) - 0.5) < 0.02
    assert abs(mean(share < 0.1 for share in drawn) - 0.1) < 0.02


@given(FACTS)
def test_what_a_source_that_turned_bad_sends_is_skipped(facts):
    assert Taste(seed=1).wants(facts, turned=True) == "collect.skip"


def test_people_want_what_is_long_enough_and_new():
    taste = Taste(seed=1)
    assert taste.wants(KNOWN, turned=False) == "content.accept"
    assert taste.wants({**KNOWN, "words": LONG_ENOUGH - 1}, turned=False) == "collect.skip"
    assert taste.wants({**KNOWN, "similarity": TOO_LIKE}, turned=False) == "collect.merge"


@given(FACTS, st.text(), st.booleans())
def test_a_slip_is_never_what_is_right(facts, key, turned):
    taste = Taste(seed=1)
    said, slip = taste.says(facts, key, turned=turned)
    assert not slip or said != taste.wants(facts, turned=turned)


def test_slips_are_as_rare_as_they_are_said_to_be():
    slips = [Taste(seed=2).says(KNOWN, str(key), turned=False)[1] for key in range(5000)]
    assert abs(mean(slips) - SLIPS) < SLIPS / 2


def test_a_decision_takes_on_average_what_its_length_asks_for():
    taste = Taste(seed=1)
    usual = LOOK_MS + READ_MS_A_WORD * LONG_ENOUGH
    assert abs(mean(taste.takes_ms(KNOWN, str(key)) for key in range(4000)) / usual - 1) < 0.05
