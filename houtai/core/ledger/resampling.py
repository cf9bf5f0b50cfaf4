"""Bootstrap intervals that come out the same every time, on every machine.

Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13: percentile intervals.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

TIMES = 2_000
SEED = 20_260_101
AT_ONCE = 2_000_000

Sample = NDArray[np.float64]


def chance(*, seed: int = SEED) -> np.random.RandomState:
    """numpy promises never to change this generator's numbers (NEP 19), so entries can be recomputed years later."""
    return np.random.RandomState(seed)


def means(values: Sequence[int], *, random: np.random.RandomState, times: int = TIMES) -> Sample:
    """The means of `times` samples drawn with replacement. `values` must not be empty."""
    drawn_from = np.asarray(values, dtype=np.int64)
    rows = max(1, AT_ONCE // len(drawn_from))
    parts = [
        drawn_from[random.randint(0, len(drawn_from), size=(min(rows, times - done), len(drawn_from)))].sum(axis=1)
        for done in range(0, times, rows)
    ]
    return np.concatenate(parts) / len(drawn_from)


def sums(costs: Sequence[int], *, among: int, random: np.random.RandomState, times: int = TIMES) -> Sample:
    """The sums of `times` samples of `among` things: those in `costs` cost something, all others nothing."""
    if not costs:
        return np.zeros(times)
    among = max(among, len(costs))
    shares = [1 / among] * len(costs)
    drawn = random.multinomial(among, [*shares, max(0.0, 1 - sum(shares))], size=times)
    return np.asarray(drawn[:, : len(costs)] @ np.asarray(costs), dtype=np.float64)


def interval(sample: Sample, *, share: float = 0.95) -> tuple[int, int]:
    """The two whole numbers between which that share of the sample lies."""
    ordered = np.sort(sample)
    cut = int(len(ordered) * (1 - share) / 2)
    return int(np.floor(ordered[cut])), int(np.ceil(ordered[-1 - cut]))
