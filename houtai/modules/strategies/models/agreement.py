"""How often people decide as the strategy would have, and what that proves, however often one looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from houtai.core.work.models import Decision

PROOF = 20.0
ALARM = 1000.0
ALTERNATIVES = (0.3, 0.5, 0.7, 0.85, 0.95)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A strategy's opinion and what a person then did. `overruled`: the strategy decided and a person took it back."""

    id: int
    subject: int
    title: str
    rule: str
    strategy_said: str
    person_said: str
    overruled: bool = False

    @property
    def agrees(self) -> bool:
        return not self.overruled and self.strategy_said == self.person_said


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Pairs in the order in which people decided; `bound` is the share of agreement asked for, 0 to 1."""

    pairs: Sequence[Pair]
    bound: float

    @property
    def asked(self) -> int:
        return len(self.pairs)

    @property
    def agreed(self) -> int:
        return sum(pair.agrees for pair in self.pairs)

    @property
    def share(self) -> float | None:
        return self.agreed / self.asked if self.pairs else None

    @property
    def proof(self) -> float:
        return proof_above(self.agreed, self.asked - self.agreed, bound=self.bound)

    @property
    def proven(self) -> bool:
        """Agreement is above the bound: wrong with a chance of at most 1/PROOF, however often one looks (Ville)."""
        return self.proof >= PROOF

    @property
    def alarm(self) -> float:
        return detector_below([pair.agrees for pair in self.pairs], bound=self.bound)

    @property
    def fallen(self) -> bool:
        """Agreement has fallen below the bound; a false alarm comes at most once per ALARM pairs on average."""
        return self.alarm >= ALARM

    def by_rule(self) -> dict[str, Agreement]:
        rules = dict.fromkeys(pair.rule for pair in self.pairs)
        return {
            rule: Agreement(pairs=[pair for pair in self.pairs if pair.rule == rule], bound=self.bound)
            for rule in rules
        }


def proof_above(agreed: int, disagreed: int, *, bound: float) -> float:
    """E-value against "people agree at most as often as `bound`": the likelihood ratio mixed evenly over larger shares.

    Each ratio has expectation <= 1 for every share up to the bound, hence the mixture too (Ville 1939; Robbins 1970).
    """
    if not 0 < bound < 1:
        return 0.0
    from scipy.special import betaincc  # SciPy loads slowly, and a start need not wait for it.

    above = betaincc(agreed + 1, disagreed + 1, bound)
    log_beta = lgamma(agreed + 1) + lgamma(disagreed + 1) - lgamma(agreed + disagreed + 2)
    log_null = agreed * log(bound) + disagreed * log(1 - bound)
    return float(exp(min(log_beta - log_null, 700.0)) * above / (1 - bound))


def detector_below(answers: Sequence[bool], *, bound: float) -> float:
    """Shiryaev-Roberts e-detector for "agreement is now below `bound`", averaged over ALTERNATIVES x bound.

    The mean run to a false alarm at level c is at least c (Shin, Ramdas, Rinaldo 2022, arXiv 2203.03532); it forgets
    the past, so that long good service does not hide a source turned bad. Returns the largest value reached so far.
    """
    levels, highest = [0.0] * len(ALTERNATIVES), 0.0
    for agrees in answers:
        for place, part in enumerate(ALTERNATIVES):
            bet = part if agrees else (1 - part * bound) / (1 - bound)
            levels[place] = (levels[place] + 1) * bet
        highest = max(highest, sum(levels) / len(levels))
    return highest


def pairs_of(*, strategy: str, queue: str, since: int) -> list[Pair]:
    """All pairs of one strategy after decision number `since`, in one query and in the order of people's decisions.

    What it saw in shadow and again when live is one pair: the later opinion counts.
    """
    people = Decision.objects.standing().filter(
        actor="person", queue=queue, subject=OuterRef("subject"), id__gt=OuterRef("id")
    )
    first = people.order_by("id")
    rows = Decision.objects.filter(strategy=strategy, id__gt=since).annotate(
        said=Subquery(first.values("action")[:1]), said_at=Subquery(first.values("id")[:1])
    )
    compared = Q(mode__in=("shadow", "audit"), said_at__gt=0)
    told = rows.filter(compared | Q(mode="done", undone_by__isnull=False)).order_by("id").values(*TOLD)
    pairs = {row["subject"]: pair_of(row) for row in told}
    return sorted(pairs.values(), key=lambda pair: pair.id)


TOLD = ("mode", "said_at", "said", "undone_by__id", "undone_by__action", "action", "rule", "subject", "subject__title")


def pair_of(row: dict[str, Any]) -> Pair:
    """An opinion with what a person said, or a decision with what took it back."""
    overruled = row["mode"] == "done"
    return Pair(
        id=row["undone_by__id"] if overruled else row["said_at"],
        subject=row["subject"],
        title=row["subject__title"],
        rule=row["rule"],
        strategy_said=row["action"],
        person_said=row["undone_by__action"] if overruled else row["said"],
        overruled=overruled,
    )
