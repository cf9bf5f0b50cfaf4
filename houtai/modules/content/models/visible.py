"""Who may see which articles, and who works on which column."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from houtai.core.text.search.found import Found
from houtai.core.text.search.query import Query, parse
from houtai.core.work import columns
from houtai.core.work.models import Visible


def desk_of(user: Any, *, column: str = "") -> Q:
    """A column that has a desk is for that desk, and for those who look after columns. `column` is the path to it."""
    if user.is_superuser or user.has_perm("content.change_column"):
        return Q()
    return Q(**{f"{column}desk": None}) | Q(**{f"{column}desk__in": user.groups.values("pk")})


class Columns(Visible):
    def worked_on_by(self, user: Any) -> Columns:
        return self.filter(desk_of(user))


class Articles(Visible):
    def visible_to(self, user: Any) -> Articles:
        """Whose column and whose newest draft's they work on; with the columns by their keys: then the database knows
        how many articles that are, and uses an index.
        """
        rows: Articles = super().visible_to(user)
        keys = None if rows.query.is_empty() else columns.open_to(user)
        if keys is None:
            return rows
        both = ("column", "draft_column")
        return rows.filter(*(Q(**{name: None}) | Q(**{f"{name}__in": keys}) for name in both))

    def published(self) -> Articles:
        """What readers see, the newest first."""
        return self.filter(live=True).order_by("-first_published_at", "-pk")

    def withdrawn(self) -> Articles:
        """What readers have seen and see no more."""
        return self.filter(live=False).exclude(first_published_at=None)

    def search(self, text: str, *, typing: bool = False) -> Found:
        """Whose newest draft says this. typing: the last word may still go on."""
        return Found(self, parse(text, typing=typing), side="changed")

    def read(self, query: Query) -> Found:
        """What readers see and find."""
        return Found(self.filter(live=True), query, side="published")

    def shown(self) -> Articles:
        """With everything that a list shows, without a query per row."""
        return self.select_related("author", "column", "cover", "series").prefetch_related("cover__renditions")

    def delete(self) -> tuple[int, dict[str, int]]:
        """One by one, because each is a decision. Raises a Refused; then nothing is deleted."""
        articles = list(self)
        with transaction.atomic():
            for article in articles:
                article.delete()
        return len(articles), {}
