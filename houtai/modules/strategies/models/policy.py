"""How likely each arm is shown: equally, or as likely as it is the best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

FLOOR = 0.01
# Headlines of one article differ by about this much from each other, measured on a public archive of real tests.
SPREAD = 0.2
STEPS = 2048


def equal(arms: int) -> list[float]:
    return [1 / arms] * arms


def thompson(sides: Sequence[Sequence[int]], *, floor: float = FLOOR) -> list[float]:
    """Each arm's posterior probability of being the best, and a floor for each: p = floor + (1 - arms × floor) × w.

    sides: (shown, clicked) of each. Before, rates lie about their common mean with a coefficient of variation of
    SPREAD. The probabilities are integrals, not draws, so that anybody can compute them again.
    """
    from scipy.special import betainc  # SciPy loads slowly, and a start need not wait for it.

    shown, clicked = (np.array([side[place] for side in sides], dtype=float)[:, None] for place in (0, 1))
    mean = (clicked.sum() + 1) / (shown.sum() + 20)
    worth = (1 - mean) / (mean * SPREAD**2)
    a, b = mean * worth + clicked, (1 - mean) * worth + shown - clicked
    middle, width = a / (a + b), np.sqrt(a * b / (a + b) ** 2 / (a + b + 1))
    grid = np.linspace(max((middle - 8 * width).min(), 0.0), min((middle + 8 * width).max(), 1.0), STEPS)
    below = betainc(a, b, grid)
    steps, centre = np.diff(below), (below[:, 1:] + below[:, :-1]) / 2
    others = np.array([np.delete(centre, place, axis=0).prod(axis=0) for place in range(len(sides))])
    best = (steps * others).sum(axis=1)
    weights = floor + (1 - len(sides) * floor) * best / best.sum()
    return [round(float(weight), 6) for weight in weights]
