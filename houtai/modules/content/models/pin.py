"""The article that stands first on the front page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

ONLY = 1


class Pins(models.QuerySet["Pin"]):
    def set(self, article: int | None) -> int | None:
        """Pin this article, or none. Returns the one that was pinned before."""
        before: int | None = self.values_list("article", flat=True).first()
        if article is None:
            self.all().delete()
        else:
            self.update_or_create(pk=ONLY, defaults={"article_id": article})
        return before


class Pin(models.Model):
    """One row at most. It is shown while its article is public."""

    article = models.OneToOneField("content.Article", models.CASCADE, related_name="pin", verbose_name=_("article"))

    objects = Pins.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("pin")
        verbose_name_plural = _("pins")

    def __str__(self) -> str:
        return str(self.article)
