"""How hot a subject is: one expression over the event log, and one bound.

    score = floor × freshness

A trial is one visitor, one subject and one day on which the visitor was shown it; it counts while the hour of that
first showing is in the window. It succeeds when the same visitor opened the subject that day, however often. Views
that one of our own pushes caused do not count, for they say what we chose and not what readers chose; bots and
repeated batches are no events at all. With S trials and V successes,

    floor = the 5 % quantile of Beta(20 m + V, 20 (1 − m) + S − V),    m = all successes / all trials

is what the click rate at least is: showing a subject more often makes it surer, not hotter. The prior is worth 20
trials at the mean of all subjects, so that few trials say little.

    freshness = Σ e^(λ (t − L)) / V · e^(−λ (now − L)),    λ = ln 2 / half-life

is how fresh its successes are on average, 1 for just now, ½ for one half-life ago. The weight of a success is fixed by
its time t and a landmark L (the hour of its showing) when it arrives and is never computed again (forward decay:
Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009), so sums can be kept and only new events are counted; the first of a
visitor's views of a day gives t, so the order of arrival changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from houtai.modules.rankings.models.sums import Sums

PRIOR = 20
DOUBT = 0.05


@dataclass(frozen=True, kw_only=True)
class Heat:
    """views: all that were counted; readers: visitors who opened it, on each day anew; the rest as in the formula."""

    subject: str
    score: float
    shows: int
    clicks: int
    rate: float
    floor: float
    freshness: float
    views: int
    readers: int


def hottest(sums: Sums, *, half_life: float, minimum: int, since: datetime, now: datetime) -> list[Heat]:
    """The subjects from the hour of `since` to that of `now`, the hottest first.

    half_life: hours; minimum: trials below which a subject is not ranked.
    """
    table = sums.totals(since=since, now=now, half_life=half_life)
    floor = floors(table["shows"], table["clicks"])
    freshness = table["fresh"] / np.maximum(table["clicks"], 1)
    found = [
        Heat(
            subject=subject,
            score=round(float(floor[n] * freshness[n]), 9),
            rate=float(table["clicks"][n] / table["shows"][n]),
            floor=float(floor[n]),
            freshness=float(freshness[n]),
            **{name: int(table[name][n]) for name in ("shows", "clicks", "views", "readers")},
        )
        for n, subject in enumerate(sums.subjects)
        if table["shows"][n] >= max(minimum, 1) and table["clicks"][n]
    ]
    return sorted(found, key=lambda heat: (-heat.score, heat.subject))


def floors(shows: Any, clicks: Any) -> Any:
    """The lower bounds of the click rates. Arrays in, array out."""
    from scipy.special import betaincinv  # SciPy loads slowly, and a start need not wait for it.

    mean = np.clip(clicks.sum() / max(shows.sum(), 1), 0.001, 0.999)
    return betaincinv(PRIOR * mean + clicks, PRIOR * (1 - mean) + shows - clicks, DOUBT)
