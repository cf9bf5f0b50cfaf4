"""What is planned, and what came of it, by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Cast
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Revision

PUBLISHED, SCHEDULED, EXPIRES, DUE = "published", "scheduled", "expires", "due"
KINDS = {
    PUBLISHED: _("Published"),
    SCHEDULED: _("Goes live"),
    EXPIRES: pgettext_lazy("article", "Expires"),
    DUE: pgettext_lazy("article", "Due"),
}
# Of each kind; a month holds fewer, and nobody reads more.
MOST = 1000
VALUES = ("pk", "at", "name", "title", "live", "column__name", "assignee")


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One thing on one day. at: a time in the zone of who asks, or None for the whole day."""

    kind: str
    article: int
    title: str
    day: date
    at: datetime | None
    column: str
    assignee: int | None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.article}"

    @property
    def label(self) -> Any:
        return KINDS[self.kind]


def planned(articles: Any, *, first: date, last: date) -> list[Planned]:
    """Of these articles, from the first day to the last, in the current time zone."""
    found = [item for kind, rows in kinds(articles, first, last) for item in items(kind, rows)]
    return sorted(found, key=lambda item: (item.day, item.at is None, item.at or item.day, item.article))


def kinds(articles: Any, first: date, last: date) -> Iterator[tuple[str, Any]]:
    between = (midnight(first), midnight(last + timedelta(days=1)))
    undone = Q(live=False) | Q(has_unpublished_changes=True)
    yield PUBLISHED, at(articles.filter(live=True), "first_published_at", between)
    yield SCHEDULED, scheduled(articles, between)
    yield EXPIRES, at(articles.filter(live=True), "expire_at", between)
    yield DUE, articles.filter(undone, due__range=(first, last)).annotate(at=F("due"))


def at(articles: Any, field: str, between: tuple[datetime, datetime]) -> Any:
    return articles.filter(**{f"{field}__gte": between[0], f"{field}__lt": between[1]}).annotate(at=F(field))


def scheduled(articles: Any, between: tuple[datetime, datetime]) -> Any:
    kind = ContentType.objects.get_for_model(articles.model)
    approved = Revision.objects.filter(base_content_type=kind, approved_go_live_at__gte=between[0])
    approved = approved.filter(approved_go_live_at__lt=between[1]).order_by()
    keys = approved.values(key=Cast("object_id", BigIntegerField()))
    own = approved.filter(object_id=Cast(OuterRef("pk"), CharField())).values("object_id")
    return articles.filter(pk__in=keys).annotate(at=Subquery(own.values(at=Max("approved_go_live_at"))))


def items(kind: str, rows: Any) -> Iterator[Planned]:
    named = rows.order_by("at", "pk").annotate(name=F("latest_revision__object_str"))
    for row in named.values(*VALUES)[:MOST]:
        moment = localtime(row["at"]) if isinstance(row["at"], datetime) else None
        title = row["title"] if kind == PUBLISHED else row["name"] or row["title"]
        place = {"column": row["column__name"] or "", "assignee": row["assignee"]}
        day = moment.date() if moment else row["at"]
        yield Planned(kind=kind, article=row["pk"], title=title, day=day, at=moment, **place)


def midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
