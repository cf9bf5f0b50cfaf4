"""Articles that belong together, in an order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.work.models import HasSubject, Visible
from houtai.modules.content.models.addressed import Addressed


class Series(Addressed, HasSubject):
    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    about = models.CharField(_("about"), max_length=300, blank=True)

    objects = Visible.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("articles", "series")
        verbose_name_plural = pgettext_lazy("articles", "series")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("content:series", args=[self.slug])

    def described(self) -> dict[str, Any]:
        return {"title": self.name, "url": self.get_absolute_url()}

    @property
    def next_number(self) -> int:
        """For the next article, drafts counted too."""
        last = self.articles.aggregate(last=models.Max("number"))["last"]
        return (last or 0) + 1

    def parts(self) -> Any:
        """What is public of it, in its order."""
        return self.articles.published().order_by("number", "first_published_at", "pk")


class SeriesAddress(models.Model):
    """An address that a series once had, so that old links go on working."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    series = models.ForeignKey("content.Series", models.CASCADE, related_name="old_addresses")

    class Meta:
        default_permissions = ()
        verbose_name = _("old address of a series")
        verbose_name_plural = _("old addresses of series")

    def __str__(self) -> str:
        return self.slug


@dataclass(frozen=True, kw_only=True)
class Part:
    """An article's place in its series: 1 for the first, and what comes before and after it."""

    series: Series
    place: int
    parts: int
    before: Any = None
    after: Any = None

    @classmethod
    def of(cls, article: Any) -> Part | None:
        """None when it is in no series, or not public."""
        parts = list(article.series.parts().only("pk", "title", "slug", "language", "series")) if article.series else []
        at = next((at for at, part in enumerate(parts) if part.pk == article.pk), None)
        if at is None:
            return None
        after = parts[at + 1] if at + 1 < len(parts) else None
        before = parts[at - 1] if at else None
        return cls(series=article.series, place=at + 1, parts=len(parts), before=before, after=after)
