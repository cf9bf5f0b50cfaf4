"""The interval of a lift holds the truth however often one looks, and gives the same for the same readers."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houtai.core.ledger.lift import Moments, lift

LOOKS = range(500, 10_001, 500)


def misses(*, treated: float, held: float, times: int = 400) -> float:
    """The share of simulated streams in which any of the looks missed the truth; one in ten readers is held out."""
    random = np.random.RandomState(7)
    missed = 0
    for _time in range(times):
        out = random.random_sample(10_000) < 0.1
        came = random.random_sample(10_000) < np.where(out, held, treated)
        looks = [seen(came[:n], out[:n]) for n in LOOKS]
        missed += any(not look.low <= treated - held <= look.high for look in looks)
    return missed / times


def seen(came, out):
    sides = [
        Moments(n=int(part.sum()), total=float(came[part].sum()), squares=float(came[part].sum()))
        for part in (~out, out)
    ]
    return lift(*sides)


@pytest.mark.parametrize(("treated", "held"), [(0.1, 0.1), (0.12, 0.08), (0.02, 0.02)])
def test_at_most_one_stream_in_twenty_ever_misses(treated, held):
    assert misses(treated=treated, held=held) <= 0.05


def test_the_figures_of_the_randomised_e_mail_test():
    """Fixed interval ± 0.66 points; valid at any time it is wider, near ± 1.1."""
    sides = [Moments(n=n, total=n * rate, squares=n * rate) for n, rate in ((21_300, 0.1828), (21_300, 0.1062))]
    found = lift(*sides)
    assert found.difference == pytest.approx(0.0766)
    assert 0.009 < found.high - found.difference < 0.0125
    assert found.sure


def test_with_one_reader_on_a_side_nothing_is_known():
    found = lift(Moments.of([1, 0, 1]), Moments.of([1]))
    assert (found.low, found.high, found.sure) == (-inf, inf, False)


def test_readers_who_all_did_nothing_do_not_make_it_sure():
    assert lift(Moments.of([1] * 2, n=20), Moments.of([], n=5)).low < 0


@given(st.lists(st.integers(0, 30), min_size=2, max_size=40), st.lists(st.integers(0, 30), min_size=2, max_size=40))
@settings(max_examples=60, deadline=None)
def test_turning_the_sides_round_turns_the_sign(treated, held):
    there, back = lift(Moments.of(treated), Moments.of(held)), lift(Moments.of(held), Moments.of(treated))
    assert there.difference == pytest.approx(-back.difference)
    assert [there.low, there.high] == pytest.approx([-back.high, -back.low])
    assert there.low <= there.difference <= there.high


@given(st.lists(st.floats(0, 100), max_size=30), st.integers(1, 29))
@settings(max_examples=60, deadline=None)
def test_moments_of_parts_add_up(values, cut):
    parts = Moments.of(values[:cut]) + Moments.of(values[cut:])
    whole = Moments.of(values)
    assert [parts.n, parts.total, parts.squares] == pytest.approx([whole.n, whole.total, whole.squares])
