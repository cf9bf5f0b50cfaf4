"""Between what bounds a rate lies, however often one looks."""

from __future__ import annotations

from math import log

from houtai.modules.strategies.models.guardrails import PROOF, log_beta

STEPS = 50


def bounds(shown: int, clicked: int) -> tuple[float, float]:
    """Holds the true rate at all looks at once with 95 %: what a uniform mixture of rates has not refuted (Robbins)."""
    if not shown:
        return 0.0, 1.0
    least = log_beta(clicked + 1, shown - clicked + 1) - log(PROOF)
    return edge(shown, clicked, least, end=0.0), edge(shown, clicked, least, end=1.0)


def edge(shown: int, clicked: int, least: float, *, end: float) -> float:
    """Between the observed rate, which is inside, and `end`; found by halving."""
    inside, outside = clicked / shown, end
    for _step in range(STEPS):
        middle = (inside + outside) / 2
        if likelihood(shown, clicked, middle) >= least:
            inside = middle
        else:
            outside = middle
    return inside


def likelihood(shown: int, clicked: int, rate: float) -> float:
    """Its logarithm."""
    won = clicked * log(rate) if rate else -700.0 * bool(clicked)
    lost = (shown - clicked) * log(1 - rate) if rate < 1 else -700.0 * bool(shown - clicked)
    return won + lost
