"""What a campaign changed: the visits of readers it was meant for, beside those of readers it left out by chance.

The unit is the reader. Treated are all who were assigned and not held out, whatever became of their push: leaving out
those who were capped or could not be reached would compare unlike readers. Held out by all pushes together, a reader
counts on neither side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp, log
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.events.log import assignments, events
from houtai.core.ledger.lift import Lift, Moments, lift
from houtai.core.readers.models import Reader, Visitor
from houtai.modules.strategies.models.guardrails import log_beta

NOTHING = Moments(n=0, total=0.0, squares=0.0)
CERTAINTY = 1_000.0


class Effect(models.Model):
    """As it was known at one moment. Sums of visits and of their squares, over all readers of one side.

    since_decision: the definition it belongs to; sent: pushes on their way to readers; opt_outs: of those.
    """

    strategy = models.ForeignKey("strategies.Strategy", models.CASCADE, related_name="effects")
    at = models.DateTimeField()
    since_decision = models.BigIntegerField()
    simulated = models.BooleanField(default=False)
    percent = models.FloatField()
    treated = models.PositiveIntegerField(default=0)
    treated_visits = models.FloatField(default=0)
    treated_squares = models.FloatField(default=0)
    held = models.PositiveIntegerField(default=0)
    held_visits = models.FloatField(default=0)
    held_squares = models.FloatField(default=0)
    sent = models.PositiveIntegerField(default=0)
    opt_outs = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("effect")
        verbose_name_plural = _("effects")
        indexes = [models.Index(fields=["strategy", "at"])]

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.at}"

    @property
    def lift(self) -> Lift:
        """Visits per reader gained, with an interval that holds at all moments at once."""
        treated = Moments(n=self.treated, total=self.treated_visits, squares=self.treated_squares)
        return lift(treated, Moments(n=self.held, total=self.held_visits, squares=self.held_squares))

    @property
    def imbalance(self) -> float:
        """E-value against "as many were held out as should be"; from 20 on, do not trust the lift."""
        return proof_of_imbalance(self.held, self.treated, share=self.percent / 100)


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Of one strategy: readers treated and held out with the moments of their visits, and pushes sent to them."""

    treated: Moments = NOTHING
    held: Moments = NOTHING
    sent: int = 0


def sides(
    since: Mapping[str, int],
    *,
    now: datetime,
    simulated: bool,
    start: datetime | None = None,
    through: int | None = None,
) -> dict[str, Sides]:
    """Of several strategies in one scan of the events.

    since: strategy's key to the decision after which its assignments count; start: visits before it do not count;
    now: nor do visits and assignments from then on; through: the last decision that counts.
    """
    people = assigned(since, now=now, simulated=simulated, through=through)
    if not people.num_rows:
        return {}
    visits = visits_of(people, now=now, simulated=simulated, start=start)
    return {key: sides_of(key, people, visits) for key in since}


def assigned(since: Mapping[str, int], *, now: datetime, simulated: bool, through: int | None) -> pa.Table:
    """One row for each strategy and reader: strategy, reader, first (when), held (0 or 1), sent."""
    import ibis

    begins = ibis.memtable(
        pa.table({"strategy": pa.array(since, pa.string()), "begins": pa.array(since.values(), pa.int64())})
    )
    rows = assignments()
    rows = rows.filter(rows.simulated == simulated, rows.at < now, rows.held % 2 == 0)
    rows = rows if through is None else rows.filter(rows.decision <= through)
    rows = rows.join(begins, "strategy").filter(lambda row: row.decision > row.begins)
    found = rows.group_by("strategy", "reader").aggregate(
        first=rows.at.min(), held=(rows.held >= 2).cast("int8").max(), sent=(rows.fate == "send").cast("int64").sum()
    )
    return survivors(found.to_pyarrow())


def survivors(people: pa.Table) -> pa.Table:
    """Readers who turned out to be the same are one, with the side on which they were first."""
    merged = dict(Reader.objects.exclude(merged=None).values_list("pk", "merged_id"))
    if not merged:
        return people
    import ibis

    numbers = [final(number, merged) for number in people["reader"].to_pylist()]
    rows = ibis.memtable(
        people.set_column(people.column_names.index("reader"), "reader", pa.array(numbers, pa.int64()))
    )
    return (
        rows.group_by("strategy", "reader")
        .aggregate(first=rows["first"].min(), held=rows.held.argmin(rows["first"]), sent=rows.sent.sum())
        .to_pyarrow()
    )


def final(number: int, merged: Mapping[int, int]) -> int:
    """The reader that this one has become."""
    for _step in range(len(merged)):
        if number not in merged:
            break
        number = merged[number]
    return number


def visits_of(people: pa.Table, *, now: datetime, simulated: bool, start: datetime | None) -> list[dict[str, Any]]:
    """For each strategy and side the sums of visits and of their squares; who never came is in neither."""
    import ibis

    known = Visitor.objects.filter(reader__simulated=simulated).values_list("id", "reader_id")
    pairs = np.array(list(known), dtype=np.int64).reshape(-1, 2)
    visitors = ibis.memtable(pa.table({"visitor": pairs[:, 0], "reader": pairs[:, 1]}))
    views = events(simulated=simulated)
    views = views.filter(views.name == "view", views.at < now)
    # What comes in late must not change what was closed. Played time is over before its events come in.
    views = views if simulated else views.filter(views.received < now)
    views = views.select("visitor", "at")
    views = views if start is None else views.filter(views.at >= start)
    seen = views.join(visitors.join(ibis.memtable(people), "reader"), "visitor").filter(
        lambda row: row["at"] >= row["first"]
    )
    each = seen.group_by("strategy", "reader", "held").aggregate(visits=lambda row: row.count())
    sums = each.group_by("strategy", "held").aggregate(
        total=each.visits.sum(), squares=(each.visits * each.visits).sum()
    )
    return list(sums.to_pyarrow().to_pylist())


def sides_of(key: str, people: pa.Table, visits: Sequence[Mapping[str, Any]]) -> Sides:
    mine = np.asarray(people["strategy"].to_numpy(zero_copy_only=False) == key)
    held = people["held"].to_numpy()[mine].astype(bool)
    moments = [moments_of(key, side, int((held == side).sum()), visits) for side in (False, True)]
    return Sides(treated=moments[0], held=moments[1], sent=int(people["sent"].to_numpy()[mine].sum()))


def moments_of(key: str, side: bool, n: int, visits: Sequence[Mapping[str, Any]]) -> Moments:
    for row in visits:
        if (row["strategy"], bool(row["held"])) == (key, side):
            return Moments(n=n, total=float(row["total"]), squares=float(row["squares"]))
    return Moments(n=n, total=0.0, squares=0.0)


def proof_of_imbalance(held: int, treated: int, *, share: float) -> float:
    """E-value against "each reader is held out with chance `share`"; 20 proves the contrary at 5 %, at any look.

    The multinomial e-process of Lindon and Malek (2020, arXiv 2011.03567) for two sides: a Beta mixture round the
    share, worth CERTAINTY readers.
    """
    if not 0 < share < 1:
        return 1.0
    a, b = share * CERTAINTY, (1 - share) * CERTAINTY
    ratio = log_beta(a + held, b + treated) - log_beta(a, b) - held * log(share) - treated * log(1 - share)
    return float(exp(min(ratio, 700.0)))
