from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from houtai.modules.strategies.models.bounds import bounds
from houtai.modules.strategies.models.comparing import Tried
from houtai.modules.strategies.models.policy import equal, thompson


def tried(*sides, weights=None):
    shown, clicked = zip(*sides, strict=True)
    return Tried.of([{"weights": weights or equal(len(sides)), "shown": [*shown], "clicked": [*clicked]}])


def looks(rates, *, seed, batches=30, size=100, policy=equal):
    """What stands after each batch, readers given by the policy."""
    random = np.random.default_rng(seed)
    rounds: list[dict[str, Any]] = []
    for _batch in range(batches):
        weights = policy(rounds)
        shown = random.multinomial(size, np.array(weights) / sum(weights))
        rounds.append({"weights": weights, "shown": shown, "clicked": random.binomial(shown, rates)})
        yield Tried.of(rounds)


def by_thompson(rounds):
    return thompson(Tried.of(rounds).sides) if rounds else equal(2)


def halves(_rounds):
    return equal(2)


def found(rates, *, seed, policy, leader=None):
    """Whether the test ends at one of the looks, with this arm."""
    return any(
        one.proof >= one.asked and leader in (None, one.leader) for one in looks(rates, seed=seed, policy=policy)
    )


@pytest.mark.parametrize("policy", [halves, by_thompson])
def test_equal_arms_are_hardly_ever_told_apart_at_any_look(policy):
    assert sum(found([0.1, 0.1], seed=seed, policy=policy) for seed in range(20)) <= 2


def test_the_better_one_is_found():
    assert sum(found([0.1, 0.18], seed=seed, policy=halves, leader=1) for seed in range(20)) >= 17


def test_with_more_arms_more_proof_is_asked_for():
    assert [tried(*[(100, 9)] * arms).asked for arms in (2, 5)] == [40.0, 100.0]
    assert tried((2000, 160), (2000, 240)).proof > 100
    assert tried((2000, 200), (2000, 200), (2000, 100)).proof < 1


def test_nothing_seen_proves_nothing():
    nothing = tried((0, 0), (0, 0))
    assert (nothing.leader, nothing.proof, nothing.imbalance) == (0, 1.0, 1.0)


def test_too_many_for_one_arm_is_noticed_and_what_the_weights_said_is_not():
    assert tried((2300, 100), (1700, 100)).imbalance > 1000
    assert tried((3600, 100), (400, 10), weights=[0.9, 0.1]).imbalance < 1
    wrong = sum(any(one.imbalance >= 20 for one in looks([0.1, 0.1], seed=seed, policy=halves)) for seed in range(30))
    assert wrong <= 3


@pytest.mark.parametrize(("shown", "clicked"), [(1000, 50), (10, 0), (10, 10), (0, 0)])
def test_the_bounds_hold_the_observed_rate(shown, clicked):
    low, high = bounds(shown, clicked)
    assert 0 <= low <= (clicked / shown if shown else 0.5) <= high <= 1
    assert bounds(shown * 10, clicked * 10)[0] >= low


def test_the_one_that_does_best_gets_most_and_none_less_than_the_floor():
    weights = thompson([(2000, 160), (2000, 260), (2000, 100)])
    assert weights[1] > 0.9
    assert min(weights) >= 0.01
    assert sum(weights) == pytest.approx(1)
    assert thompson([(0, 0)] * 3) == pytest.approx(equal(3), abs=1e-5)
    assert min(thompson([(2000, 10), (2000, 260)], floor=0.2)) == pytest.approx(0.2, abs=1e-5)
