"""Bootstrap intervals that come out the same every time, on every machine.

Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13: percentile intervals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    known, count = np.asarray(values, dtype=np.int64), len(values)
    drawn = (random.randint(0, count, size=(rows, count), dtype=np.int64) for rows in portions(times, width=count))
    return np.concatenate([known[numbers].sum(axis=1) for numbers in drawn]) / count


def sums(costs: Sequence[int], *, among: int, random: np.random.RandomState, times: int = TIMES) -> Sample:
    """The sums of `times` samples of `among` things: those in `costs` cost something, all others nothing."""
    if not costs:
        return np.zeros(times)
    known, among = np.asarray(costs, dtype=np.float64), max(among, len(costs))
    shares = [1 / among] * len(costs)
    shares.append(max(0.0, 1 - sum(shares)))
    drawn = (random.multinomial(among, shares, size=rows) for rows in portions(times, width=len(shares)))
    return np.concatenate([np.asarray(counts[:, :-1] @ known) for counts in drawn])


def portions(times: int, *, width: int) -> Iterator[int]:
    """How many samples to draw at once, so that memory stays bounded."""
    most = max(1, AT_ONCE // width)
    for done in range(0, times, most):
        yield min(most, times - done)


def interval(sample: Sample, *, share: float = 0.95) -> tuple[int, int]:
    """The two whole numbers between which that share of the sample lies."""
    ordered = np.sort(sample)
    cut = int(len(ordered) * (1 - share) / 2)
    return int(np.floor(ordered[cut])), int(np.ceil(ordered[-1 - cut]))
