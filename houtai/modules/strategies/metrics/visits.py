"""What campaigns brought: visits of readers they were meant for, beside readers they left out by chance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houtai.core.catalog.module import PROFIT
from houtai.core.ledger.evidence import Evidence
from houtai.core.ledger.lift import Lift, lift
from houtai.core.ledger.log import evidence_link
from houtai.core.ledger.metric import Measurement, Metric
from houtai.core.work.models import Decision
from houtai.modules.strategies.models.effect import Sides, sides


class VisitsGained(Metric):
    """Per campaign, in visits: gained = treated × (visits per reader treated - visits per reader held out).

    treated, held: readers assigned before the end of the span by decisions up to `through`, whatever became of their
    push; visits: their views in the span, from their first assignment on. The interval is that of core/ledger/lift.py.
    A line changes when readers are merged or erased later, or when events come in late.
    """

    name = "strategies.visits_gained"
    label = gettext_lazy("Visits gained")
    about = gettext_lazy("Visits that campaigns brought, beside readers who by chance got nothing from them.")
    direction = PROFIT
    unit = "visits"
    unit_label = gettext_lazy("visits")
    terms = {
        "treated": gettext_lazy("Readers it was meant for"),
        "treated_visits": gettext_lazy("Their visits"),
        "treated_squares": gettext_lazy("Sum of the squares of their visits"),
        "held": gettext_lazy("Readers held out"),
        "held_visits": gettext_lazy("Their visits"),
        "held_squares": gettext_lazy("Sum of the squares of their visits"),
    }

    def measure(self, *, start: datetime, end: datetime, through: int, simulated: bool) -> list[Measurement]:
        rows = Decision.objects.done().filter(id__lte=through, simulated=simulated, actor="strategy", queue="")
        keys = rows.order_by("strategy").values_list("strategy", flat=True).distinct()
        since = dict.fromkeys(keys, 0)
        found = sides(since, start=start, now=end, through=through, simulated=simulated) if since else {}
        link = evidence_link(start=start, end=end, actor="strategy", simulated=simulated)
        lines = [line(key, side, simulated=simulated, link=link) for key, side in found.items()]
        return [known for known in lines if known]

    def formula(self, inputs: Mapping[str, Any]) -> str:
        return _(
            "%(treated)s readers × (%(treated_visits)s ÷ %(treated)s - %(held_visits)s ÷ %(held)s visits each)"
        ) % dict(inputs)


def line(key: str, side: Sides, *, simulated: bool, link: str) -> Measurement | None:
    """None while too few are on one side to say anything."""
    known: Lift = lift(side.treated, side.held)
    if not isfinite(known.low):
        return None
    value, low, high = known.gained
    return Measurement(
        part=key,
        value=round(value),
        low=round(low),
        high=round(high),
        evidence=(Evidence.ESTIMATED if simulated else Evidence.MEASURED).value,
        inputs={
            "treated": side.treated.n,
            "treated_visits": round(side.treated.total),
            "treated_squares": round(side.treated.squares),
            "held": side.held.n,
            "held_visits": round(side.held.total),
            "held_squares": round(side.held.squares),
        },
        link=link,
    )
