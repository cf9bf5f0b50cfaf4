"""What treating readers changed, beside readers held out at random; valid however often one looks.

Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas: Time-uniform central limit theory and asymptotic confidence sequences,
arXiv 2103.06476, theorem 2.2 and the choice of rho in its appendix.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, log, sqrt

ALPHA, TUNED, FEW = 0.05, 5_000, 500


@dataclass(frozen=True, kw_only=True)
class Moments:
    """n readers; total and squares: sums of their values and of the values' squares. Readers without any count as 0."""

    n: int
    total: float
    squares: float

    @classmethod
    def of(cls, values: Iterable[float], *, n: int | None = None) -> Moments:
        """n: how many readers there are, when those with value 0 are left out."""
        every = [float(value) for value in values]
        return cls(n=len(every) if n is None else n, total=sum(every), squares=sum(value**2 for value in every))

    def __add__(self, other: Moments) -> Moments:
        return Moments(n=self.n + other.n, total=self.total + other.total, squares=self.squares + other.squares)

    @property
    def mean(self) -> float:
        return self.total / self.n if self.n else 0.0

    @property
    def variance(self) -> float:
        """Of the sample; 0 for fewer than two."""
        return max(0.0, (self.squares - self.n * self.mean**2) / (self.n - 1)) if self.n > 1 else 0.0


@dataclass(frozen=True, kw_only=True)
class Lift:
    """difference: value per treated reader minus value per reader held out; low, high: its interval at any time."""

    treated: Moments
    held: Moments
    difference: float
    low: float
    high: float

    @property
    def n(self) -> int:
        return self.treated.n + self.held.n

    @property
    def gained(self) -> tuple[float, float, float]:
        """Over all treated readers: gained, and its interval."""
        return self.difference * self.treated.n, self.low * self.treated.n, self.high * self.treated.n

    @property
    def sure(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def lift(treated: Moments, held: Moments, *, alpha: float = ALPHA, tuned: int = TUNED) -> Lift:
    """The interval holds the truth at all times at once with probability 1 - alpha; it is narrowest near n = `tuned`.

    With fewer than two readers on one side nothing is known: the interval is (-inf, inf).
    """
    difference = treated.mean - held.mean
    half = half_width(treated, held, alpha=alpha, tuned=tuned) if min(treated.n, held.n) > 1 else inf
    return Lift(treated=treated, held=held, difference=difference, low=difference - half, high=difference + half)


def half_width(treated: Moments, held: Moments, *, alpha: float, tuned: int) -> float:
    """sd × sqrt(2 (n rho² + 1) / (n rho)² × ln(sqrt(n rho² + 1) / alpha)), sd = standard error × sqrt(n)."""
    n = treated.n + held.n
    sd = sqrt((spread(treated, treated + held) / treated.n + spread(held, treated + held) / held.n) * n)
    rho = sqrt((-2 * log(alpha) + log(1 - 2 * log(alpha))) / tuned)
    grown = n * rho**2 + 1
    return sd * sqrt(2 * grown / (n * rho) ** 2 * log(sqrt(grown) / alpha))


def spread(side: Moments, both: Moments) -> float:
    """A side's variance. Few readers who did little are no proof that few would: then at least that of both sides."""
    return max(side.variance, both.variance) if side.n < FEW else side.variance
