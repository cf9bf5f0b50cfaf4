"""What a query finds: where it stands in the title first, then the newest first."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from houtai.core.text.search.document import Side
from houtai.core.text.search.lookups import Settled
from houtai.core.text.search.query import Query

# What many texts say is among the newest ones already; looking at these costs less than gathering all there are.
RECENT = 2_000


class Found:
    """Sliced and counted like the queryset that it is made of; `rows` says what may be seen."""

    def __init__(self, rows: QuerySet[Any], query: Query, *, side: Side) -> None:
        self.rows, self.query, self.side = rows, query, f"documents__{side}"

    def everything(self) -> QuerySet[Any]:
        """All of it in the order of the rows, as a queryset."""
        return self._asked(documents__words__holds=self.query) if self.query else self.rows.none()

    def order_by(self) -> QuerySet[Any]:
        """All of it in no order: for counting."""
        return self.everything().order_by()

    def __getitem__(self, wanted: slice) -> list[Any]:
        start, stop = wanted.start or 0, wanted.stop
        if not self.query:
            return []
        titled = self._asked(documents__title__holds=self.query.positive, documents__words__holds=self.query)
        found = list(self._sorted(titled)[start:stop])
        if len(found) == stop - start:
            return found
        before = len(found) + start if found or not start else titled.order_by()[:stop].count()
        return found + self._rest(max(0, start - before), stop - before)

    def _rest(self, start: int, stop: int) -> list[Any]:
        only = {"documents__title__lacks": self.query.positive}
        recent = self._recent()
        if recent is not None and stop <= RECENT:
            near = self._asked(**{f"{self.side}__gte": recent}, documents__words__says=self.query, **only)
            found = list(near.order_by(f"-{self.side}", "-pk")[:stop])
            if len(found) == stop:
                return found[start:]
        return list(self._sorted(self._asked(documents__words__holds=self.query, **only))[start:stop])

    def _recent(self) -> Any:
        """The time since which there were RECENT documents; None when there are not that many."""
        name = self.side.removeprefix("documents__")
        documents = self.rows.model._meta.get_field("documents").related_model.objects
        times = documents.filter(**{f"{name}__isnull": False}).order_by(f"-{name}").values_list(name, flat=True)
        return next(iter(times[RECENT - 1 : RECENT]), None)

    def _asked(self, **words: Any) -> QuerySet[Any]:
        told = {"documents__said__tells": self.query} if self.query.phrases else {}
        return self.rows.filter(**{f"{self.side}__isnull": False}, **words, **told)

    def _sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.order_by(Settled(F(self.side)).desc(), "-pk")
