"""Which of several arms is surely the best, and whether readers came to them as they should, however often one looks.

Both are e-values: while their hypothesis is true they reach 20 with a chance of at most 5 %, ever (Ville). They rest on
how likely each arm was when it was shown, so weights may follow what came before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from houtai.modules.strategies.models.guardrails import PROOF

# Rates and how many times the better is the worse, on which the bets are spread evenly.
RATES, TIMES = np.geomspace(0.002, 0.5, 24), (1.05, 1.1, 1.2, 1.35, 1.6, 2.0, 3.0)
TILTS = (0.8, 0.9, 1.1, 1.25)


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One row for each round of equal weights, one place for each arm."""

    weights: Any
    shown: Any
    clicked: Any

    @classmethod
    def of(cls, rounds: Sequence[dict[str, list[float]]]) -> Tried:
        names = ("weights", "shown", "clicked")
        return cls(**{name: np.array([row[name] for row in rounds], dtype=float) for name in names})

    @property
    def sides(self) -> list[tuple[int, int]]:
        """Shown and clicked of each arm."""
        pairs = zip(self.shown.sum(axis=0), self.clicked.sum(axis=0), strict=True)
        return [(int(shown), int(clicked)) for shown, clicked in pairs]

    @property
    def leader(self) -> int:
        """The arm that did best so far; of equals the first."""
        rates = [clicked / shown if shown else 0.0 for shown, clicked in self.sides]
        return int(np.argmax(rates))

    @property
    def proof(self) -> float:
        """Of the leader, against the arm that it is least surely better than."""
        first = self.leader
        return min(self.better(first, place) for place in range(len(self.sides)) if place != first)

    @property
    def asked(self) -> float:
        """Any arm may lead by chance, also when all are alike; so one wrongly wins in at most 5 % of tests."""
        return PROOF * len(self.sides)

    def better(self, mine: int, other: int) -> float:
        """E-value against "my rate is at most the other's".

        Of a reader who was given one of the two, with shares w, a bet on rates a > b pays p(answer; a or b) over
        p(answer; w a + (1 - w) b): on average at most 1 while the hypothesis is true, whatever the rates are. For equal
        shares it is the e-value of Turner, Ly and Grünwald (arXiv 2106.02693).
        """
        pair = [mine, other]
        share = self.weights[:, pair] / self.weights[:, pair].sum(axis=1, keepdims=True)
        rates = np.array([(rate * more, rate) for rate in RATES for more in TIMES if rate * more < 1])
        mean = share @ rates.T
        clicked, shown = self.clicked[:, pair], self.shown[:, pair]
        won = clicked @ np.log(rates.T) - clicked.sum(axis=1, keepdims=True) * np.log(mean)
        missed = shown - clicked
        lost = missed @ np.log1p(-rates.T) - missed.sum(axis=1, keepdims=True) * np.log1p(-mean)
        return spread((won + lost).sum(axis=0))

    @property
    def imbalance(self) -> float:
        """E-value against "each arm was shown as often as its weights say": bets that one came more or less often."""
        bets = [self.shown[:, [place]] * np.log(TILTS) - self.all_of(place) for place in range(len(self.sides))]
        return spread(np.concatenate([bet.sum(axis=0) for bet in bets]))

    def all_of(self, place: int) -> Any:
        return self.shown.sum(axis=1)[:, None] * np.log1p(self.weights[:, [place]] * (np.array(TILTS) - 1))


def spread(bets: Any) -> float:
    """The mean of bets of which the logarithms are given."""
    top = min(float(bets.max()), 700.0)
    return float(np.exp(top) * np.exp(np.minimum(bets, 700.0) - top).mean())
