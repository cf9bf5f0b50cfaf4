"""Intervals hold the figure, and come out the same every time."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from houtai.core.ledger.resampling import chance, interval, means, sums


def test_the_numbers_of_the_generator_never_change():
    drawn = chance().randint(0, 1_000_000, size=3, dtype="int64")
    assert drawn.tolist() == [164_922, 366_726, 429_681]


def test_means_lie_around_the_mean():
    sample = means(range(100), random=chance())
    assert len(sample) == 2_000
    assert abs(sample.mean() - 49.5) < 0.5
    low, high = interval(sample)
    assert low < 49.5 < high


def test_a_large_sample_is_drawn_in_parts_of_bounded_size():
    assert len(means([1] * 150_000, random=chance(), times=40)) == 40


def test_rare_costs_vary_as_much_as_chance_lets_them():
    sample = sums([1_000] * 10, among=1_000, random=chance())
    assert abs(sample.mean() - 10_000) < 300
    assert abs(sample.std() - 1_000 * np.sqrt(10 * 0.99)) < 200


def test_no_costs_sum_to_nothing():
    assert not sums([], among=5, random=chance()).any()


@given(values=st.lists(st.integers(0, 10**7), min_size=1, max_size=50))
@settings(max_examples=25)
def test_means_never_leave_the_range_of_what_was_measured(values):
    low, high = interval(means(values, random=chance(), times=200))
    assert min(values) <= low <= high <= max(values)
