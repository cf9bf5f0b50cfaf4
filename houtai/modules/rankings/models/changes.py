"""How the sums of votes change by new events: one expression over the event log."""

from __future__ import annotations

from math import log
from typing import Any

import ibis
import pyarrow as pa
from ibis import _

from houtai.modules.rankings.models.sums import FIGURES, HOUR, SCALE

FIRSTS = ("shown", "opened", "viewed")


def changes(events: Any, *, after: int, until: int, half_life: float) -> pa.Table:
    """What the commits beyond `after` up to `until` change: subject, hour since 1970, and FIGURES as whole numbers.

    events: showings and views of one day as an ibis table; half_life: hours. A vote is one visitor's on one subject
    and belongs to the hour of the first showing; it may move when an earlier one arrives late. Weights are multiples
    of 1 / SCALE relative to the beginning of that hour, so that sums are exact in whatever order they were made.
    """
    rows = events.filter(events.commit <= until)
    new = rows.filter(rows.commit > after)
    views = new.filter(new.name == "view").group_by("subject", hour=hour_of(_.at)).aggregate(**figures(views=_.count()))
    if after < 0:
        return summed(views, *parts(votes(rows), sign=1, half_life=half_life)).to_pyarrow()
    touched = votes(rows.semi_join(new.select("visitor").distinct(), "visitor"), before=_.commit <= after)
    then = touched.select("subject", **{name: touched[f"{name}_before"] for name in FIRSTS})
    more, less = (parts(each, sign=sign, half_life=half_life) for each, sign in ((touched, 1), (then, -1)))
    return summed(views, *more, *less).to_pyarrow()


def votes(rows: Any, *, before: Any = None) -> Any:
    """One row for each visitor and subject: when first shown, first opened by themselves, first opened in any way;
    and what was known of it `before`.
    """
    viewed = _.name == "view"
    which = dict(zip(FIRSTS, (_.name == "show", viewed & _.decision.isnull(), viewed), strict=True))
    firsts = {name: _.at.min(where=where) for name, where in which.items()}
    if before is not None:
        firsts |= {f"{name}_before": _.at.min(where=where & before) for name, where in which.items()}
    return rows.group_by("subject", "visitor").aggregate(**firsts)


def parts(votes: Any, *, sign: int, half_life: float) -> tuple[Any, Any]:
    """The sums of votes, by the hour of the showing, and of readers, by the hour of their first view."""
    passed = _.opened.epoch_seconds() - hour_of(_.shown) * HOUR
    weight = (passed * (log(2) / (half_life * HOUR))).exp()
    trials = votes.filter(_.shown.notnull()).mutate(weight=(weight * SCALE).round().cast("int64"))
    hits = _.opened.count() * sign
    sums = figures(shows=_.count() * sign, clicks=hits, weight=_.weight.sum().fill_null(0) * sign)
    readers = votes.filter(_.viewed.notnull()).group_by("subject", hour=hour_of(_.viewed))
    return (
        trials.group_by("subject", hour=hour_of(_.shown)).aggregate(**sums),
        readers.aggregate(**figures(readers=_.count() * sign)),
    )


def figures(**known: Any) -> dict[str, Any]:
    """All FIGURES as whole numbers, those not known as 0."""
    return {name: known.get(name, ibis.literal(0)).cast("int64") for name in FIGURES}


def summed(*tables: Any) -> Any:
    every = ibis.union(*tables, distinct=False)
    sums = every.group_by("subject", "hour").aggregate(**{name: _[name].sum().cast("int64") for name in FIGURES})
    return sums.filter(ibis.or_(*(sums[name] != 0 for name in FIGURES)))


def hour_of(at: Any) -> Any:
    return at.epoch_seconds() // HOUR
