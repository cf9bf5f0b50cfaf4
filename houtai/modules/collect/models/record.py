"""How people have decided about a source so far, from the decision log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BigIntegerField, CharField, Count, OuterRef, Q, Subquery
from django.db.models.functions import Cast

from houtai.core.work.models import Decision
from houtai.modules.collect.models.draft import Draft

SPAN = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class Record:
    """decided: drafts of one source that people decided in the last 90 days and did not take back.

    published: those of them that people published as they were.
    """

    decided: int = 0
    published: int = 0

    @property
    def share(self) -> int | None:
        """Percent published, or None while nothing was decided."""
        return round(100 * self.published / self.decided) if self.decided else None

    @classmethod
    def of(cls, sources: Iterable[int], *, until: datetime) -> dict[int, Record]:
        """By primary key of the source; in one query, whose cost grows with the drafts of these sources."""
        settled = Draft.objects.filter(source__in=set(sources)).exclude(state="waiting")
        draft = Draft.objects.filter(pk=Cast(OuterRef("subject__key"), BigIntegerField()))
        decisions = Decision.objects.standing().filter(
            queue="collect.drafts", actor="person", at__gt=until - SPAN, at__lte=until
        )
        about = {"subject__kind": "collect.draft", "subject__key__in": settled.values(text=Cast("pk", CharField()))}
        rows = (
            decisions.filter(**about)
            .annotate(source=Subquery(draft.values("source")))
            .order_by()
            .values_list("source")
            .annotate(Count("id"), published=Count("id", filter=Q(action="content.accept")))
        )
        known = {source: cls(decided=decided, published=published) for source, decided, published in rows}
        return defaultdict(cls, known)
