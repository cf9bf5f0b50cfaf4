"""What a query finds: where it stands in the title first, then the newest first."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import F, QuerySet, Subquery

from houtai.core.text.search import postgresql
from houtai.core.text.search.document import Side
from houtai.core.text.search.lookups import Settled
from houtai.core.text.search.query import Query
from houtai.core.ui.counting import estimate

# What many texts say is among the newest ones already; looking at these costs less than gathering all there are.
# Titles are short and lie beside the times, so more of them can be looked at.
RECENT, RECENT_TITLES, MANY_TITLES = 1_000, 4_000, 100_000
# How many times too many the planner has to expect to be believed that there are enough.
SURELY = 4


class Found:
    """Sliced and counted like the queryset that it is made of; `rows` says what may be seen.

    cap: beyond so many nobody counts one by one, or looks for a page.
    """

    cap = 200

    def __init__(self, rows: QuerySet[Any], query: Query, *, side: Side) -> None:
        self.rows, self.query, self._name, self.side = rows, query, side, f"documents__{side}"

    def everything(self) -> QuerySet[Any]:
        """All of it in the order of the rows, as a queryset."""
        return self._asked(documents__words__holds=self.query) if self.query else self.rows.none()

    def reach(self, most: int) -> int:
        """How many there are, but at most so many."""
        rows = self.order_by().values("pk")
        if connection.vendor == "postgresql" and self.query and self.rows.query.where:
            # Each text would be looked at. Where the planner expects far more than are asked for, so many there are.
            expected, _cost = estimate(rows)
            if expected >= SURELY * most:
                return most
        elif connection.vendor == "postgresql" and self.query:
            # Of what all may see, whole words in a part of the index mostly tell it.
            some = Found(self.rows, self.query.whole, side=self._name).order_by().values("pk")[:most]
            if postgresql.at_least(some, most):
                return most
        return rows[:most].count()

    def order_by(self) -> QuerySet[Any]:
        """All of it in no order: for counting."""
        if self.query and not self.rows.query.where:
            # All may be seen, so nobody has to look at the rows themselves.
            told = {"said__tells": self.query} if self.query.phrases else {}
            return self._documents.filter(
                **{f"{self._name}__isnull": False}, words__holds=self.query, **told
            ).order_by()
        return self.everything().order_by()

    def __getitem__(self, wanted: slice) -> list[Any]:
        keys = self._keys(wanted.stop)[wanted.start or 0 :] if self.query else []
        # Whole rows are fetched for what is shown alone; they are too wide to be sorted.
        rows = self.rows.in_bulk(keys) if keys else {}
        return [rows[key] for key in keys if key in rows]

    def _keys(self, stop: int) -> list[Any]:
        plain = self.query.positive
        without = {"documents__words__says": self.query} if self.query.unwanted else {}
        found = self._near(RECENT_TITLES, stop, documents__title__says=plain, **without)
        if 0 < len(found) < stop:
            # By how many there were so far, and plenty: it ends with the last that is needed.
            wider = min(RECENT_TITLES * stop // len(found) * 4, MANY_TITLES)
            found = self._near(wider, stop, documents__title__says=plain, **without)
        if len(found) < stop:
            # What stands in the title is among the words.
            held = {"documents__words__holds": self.query} if self.query.unwanted else {}
            found = self._sorted(self._asked(documents__title__holds=plain, **held), stop)
        return found + self._rest(stop - len(found)) if len(found) < stop else found

    def _rest(self, number: int) -> list[Any]:
        only = {"documents__title__lacks": self.query.positive}
        near = self._near(RECENT, number, documents__words__says=self.query, **only)
        whole = self._asked(documents__words__holds=self.query, **only)
        return near if len(near) == number else self._sorted(whole, number)

    def _near(self, among: int, number: int, **words: Any) -> list[Any]:
        """So many of the newest documents, or as many as there are among those looked at; none where all are fewer."""
        name = self._name
        times = self._documents.filter(**{f"{name}__isnull": False}).order_by(f"-{name}").values(name)
        since = {f"{self.side}__gte": Subquery(times[among - 1 : among])}
        near = self._asked(**since, **words).order_by(f"-{self.side}", "-pk")
        return list(near.values_list("pk", flat=True)[:number]) if number <= among else []

    @property
    def _documents(self) -> Any:
        return self.rows.model._meta.get_field("documents").related_model.objects

    def _asked(self, **words: Any) -> QuerySet[Any]:
        told = {"documents__said__tells": self.query} if self.query.phrases else {}
        return self.rows.filter(**{f"{self.side}__isnull": False}, **words, **told)

    def _sorted(self, rows: QuerySet[Any], number: int) -> list[Any]:
        return list(rows.order_by(Settled(F(self.side)).desc(), "-pk").values_list("pk", flat=True)[:number])
