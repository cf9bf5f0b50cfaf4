"""What a campaign keeps to, and how surely readers opt out more often than it allows."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, lgamma, log
from typing import Any

PROOF = 20.0


@dataclass(frozen=True, kw_only=True)
class Guardrails:
    """holdout: percent of readers; most: subjects a day; apart: minutes; opt_outs: per 1,000 sent."""

    holdout: float = 10.0
    most: int = 5
    apart: int = 60
    opt_outs: float = 5.0

    @classmethod
    def of(cls, value: Any) -> Guardrails:
        """From a block's value, which may have gaps while somebody writes it."""
        return cls(
            **{name: value[name] for name in ("holdout", "most", "apart", "opt_outs") if value[name] is not None}
        )


def proof_of_more(events: int, among: int, *, limit: float) -> float:
    """E-value against "at most `limit` (a share) of `among` do it", for rare events; 20 proves it at 5 %, ever.

    The likelihood ratio against the limit, mixed over larger rates by a Beta(1, 1/(2 limit)) cut off at the limit, so
    that most of its weight lies within a few limits. Every ratio is a supermartingale while the rate is at most the
    limit, hence the mixture too, and Ville's inequality holds at every look (Robbins 1970; the beta-binomial mixture
    of Howard, Ramdas, McAuliffe, Sekhon 2021, arXiv 1810.08240). The limit is the margin: more than none is no fault.
    """
    if not 0 < limit < 1 or events > among:
        return 0.0
    from scipy.special import betaincc  # SciPy loads slowly, and a start need not wait for it.

    a, b, rest = 1.0, 1 / (2 * limit), among - events
    above = betaincc(a + events, b + rest, limit) / betaincc(a, b, limit)
    ratio = log_beta(a + events, b + rest) - log_beta(a, b) - events * log(limit) - rest * log(1 - limit)
    return float(exp(min(ratio, 700.0)) * above)


def log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
