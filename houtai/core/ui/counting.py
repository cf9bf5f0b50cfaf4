"""How many rows there are: exactly while they are few, and about how many when counting would scan a large table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.utils.translation import gettext as _

from houtai.core.ui import figures

# Beyond this nobody counts one by one. So many are counted before the planner is asked, and so many where what may be
# seen stands in other tables.
CAP, LOOKED_AT, JOINED = 10_000, 1_000, 200
# In the planner's units, in which reading a page in order costs one: what counting may cost.
DEAR = 50_000


@dataclass(frozen=True, kw_only=True)
class Count:
    """number: exact, or when `is_more` the least that it is, or when `is_about` what the database expects."""

    number: int
    is_more: bool = False
    is_about: bool = False

    @property
    def is_exact(self) -> bool:
        return not (self.is_more or self.is_about)

    def __str__(self) -> str:
        shown = figures.number(self.number)
        if self.is_about:
            return _("about %(count)s") % {"count": shown}
        return _("more than %(count)s") % {"count": shown} if self.is_more else shown


def count(rows: Any, *, cap: int = CAP) -> Count:
    """Of a queryset, or of anything with a length; in one query while there are few, in three at most.

    None passes over a large table: some are looked at, and then the planner is believed when it expects many, or that
    counting them would be dear. Rows that know better how far they come say so with `reach`.
    """
    if hasattr(rows, "reach"):
        found = rows.reach(cap + 1)
        return Count(number=min(found, cap), is_more=found > cap)
    if not hasattr(rows, "query"):
        return Count(number=len(rows))
    shown, rows = rows, rows.order_by().values("pk")
    explains = "JSON" in connections[rows.db].features.supported_explain_formats
    joined = sum(map(bool, rows.query.alias_refcount.values())) > 1
    least = min(JOINED if joined else LOOKED_AT, cap // 10) if explains else cap
    # What is quick to show in its order is quick to count in it; a planner left free joins whole tables.
    found = (shown.values("pk") if joined else rows)[: least + 1].count()
    if found <= least:
        return Count(number=found)
    expected, cost = estimate(rows)
    if expected > cap or cost > DEAR:
        return Count(number=expected, is_about=True) if expected > least else Count(number=least, is_more=True)
    found = rows[: cap + 1].count() if explains else found
    return Count(number=min(found, cap), is_more=found > cap)


def counts(several: Sequence[Any], *, cap: int = LOOKED_AT) -> list[Count]:
    """Of several querysets, in one query and one more for each that has more than the cap."""
    rows = [each.order_by().values("pk") for each in several]
    asked = [sql_of(each[: cap + 1]) for each in rows]
    known = [one for one in asked if one]
    if not known:
        return [Count(number=0) for _each in rows]
    with connections[rows[0].db].cursor() as cursor:
        parts = [f"(SELECT COUNT(*) FROM ({sql}) r{n})" for n, (sql, _values) in enumerate(known)]  # noqa: S608 - Django's.
        cursor.execute(f"SELECT {', '.join(parts)}", [value for _sql, values in known for value in values])
        found = iter(cursor.fetchone())
    return [settled(each, next(found) if one else 0, cap) for each, one in zip(rows, asked, strict=True)]


def sql_of(rows: Any) -> tuple[str, Sequence[Any]] | None:
    """With its values apart; None when Django knows that there are no rows."""
    try:
        asked: tuple[str, Sequence[Any]] = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return asked


def settled(rows: Any, found: int, cap: int) -> Count:
    if found <= cap:
        return Count(number=found)
    expected, _cost = estimate(rows)
    return Count(number=expected, is_about=True) if expected > cap else Count(number=cap, is_more=True)


def estimate(rows: Any) -> tuple[int, float]:
    """How many rows the planner expects, to two digits, and at what cost; zeros where a database does not say."""
    if "JSON" not in connections[rows.db].features.supported_explain_formats:
        return 0, 0
    plan = rows.explain(format="json")
    if not plan:
        # Django knows that there are none.
        return 0, 0
    top = json.loads(plan)[0]["Plan"]
    expected = int(top["Plan Rows"])
    return round(expected, 2 - len(str(expected))), top["Total Cost"]
