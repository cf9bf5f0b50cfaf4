"""Who may see which articles."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from houtai.core.work.models import Visible


class Articles(Visible):
    def visible_to(self, user: Any) -> Articles:
        """A column that has a desk is for that desk, and for those who look after columns."""
        rows: Articles = super().visible_to(user)
        if user.is_superuser or user.has_perm("content.change_column"):
            return rows
        desk = Q(column=None) | Q(column__desk=None) | Q(column__desk__in=user.groups.values("pk"))
        return rows.filter(desk)

    def published(self) -> Articles:
        """What readers see, the newest first."""
        return self.filter(live=True).order_by("-first_published_at", "-pk")

    def shown(self) -> Articles:
        """With everything that a list shows, without a query per row."""
        return self.select_related("author", "column", "cover").prefetch_related("cover__renditions")

    def delete(self) -> tuple[int, dict[str, int]]:
        """One by one, because each is a decision. Raises a Refused; then nothing is deleted."""
        from django.db import transaction

        with transaction.atomic():
            for article in self:
                article.delete()
        return len(self), {}
