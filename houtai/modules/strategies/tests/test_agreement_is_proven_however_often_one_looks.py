import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from houtai.modules.strategies.models.agreement import ALARM, PROOF, Agreement, Pair, detector_below, proof_above


def pairs(answers):
    return [
        Pair(id=n, subject=n, title="", rule="r", strategy_said="x", person_said="x" if yes else "y")
        for n, yes in enumerate(answers)
    ]


@pytest.mark.parametrize(("agreed", "disagreed"), [(0, 0), (5, 1), (40, 2), (300, 30)])
def test_the_proof_is_the_mixture_it_says_it_is(agreed, disagreed):
    bound = 0.9
    ratio = lambda p: (p / bound) ** agreed * ((1 - p) / (1 - bound)) ** disagreed  # noqa: E731
    assert proof_above(agreed, disagreed, bound=bound) == pytest.approx(
        quad(ratio, bound, 1)[0] / (1 - bound), rel=1e-6
    )


@given(st.integers(0, 400), st.integers(0, 100), st.sampled_from([0.5, 0.8, 0.9, 0.99]))
def test_a_further_agreement_never_weakens_the_proof(agreed, disagreed, bound):
    assert proof_above(agreed + 1, disagreed, bound=bound) >= proof_above(agreed, disagreed, bound=bound) * 0.999999


def test_agreement_at_the_bound_is_rarely_called_proven_at_any_of_many_looks():
    random, bound, streams = np.random.default_rng(1), 0.8, 400
    false = 0
    for answers in random.random((streams, 300)) < bound:
        agreed = np.cumsum(answers)
        false += any(
            proof_above(int(a), n + 1 - int(a), bound=bound) >= PROOF for n, a in enumerate(agreed) if n % 10 == 9
        )
    assert false / streams <= 0.05


def test_a_fall_is_noticed_soon_after_long_good_service():
    answers = [True] * 300 + [False, False, True, False, False, False, False]
    assert not Agreement(pairs=pairs(answers[:300]), bound=0.9).fallen
    assert Agreement(pairs=pairs(answers), bound=0.9).fallen


def test_agreement_at_the_bound_alarms_at_most_once_in_a_thousand_on_average():
    random = np.random.default_rng(2)
    alarms = sum(detector_below((random.random(200) < 0.9).tolist(), bound=0.9) >= ALARM for _ in range(300))
    assert alarms / 300 <= 200 / ALARM


def test_a_decision_taken_back_counts_against_the_strategy():
    overruled = Pair(id=1, subject=1, title="", rule="r", strategy_said="x", person_said="x", overruled=True)
    assert Agreement(pairs=[overruled], bound=0.9).agreed == 0


def test_without_comparison_nothing_is_claimed():
    nothing = Agreement(pairs=[], bound=0.9)
    assert nothing.share is None
    assert not nothing.proven
    assert not nothing.fallen
