"""What an article had wrong, told to its readers below it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Corrections(models.QuerySet[Any]):
    def standing(self) -> Corrections:
        return self.filter(withdrawn_at=None)


class Correction(models.Model):
    """Written by a decision and never changed; withdrawn by another one, it stays here and readers see it no more."""

    article = models.ForeignKey("content.Article", models.CASCADE, related_name="corrections")
    text = models.TextField(_("correction"))
    at = models.DateTimeField(_("when"))
    by = models.CharField(_("by"), max_length=200)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)

    objects = Corrections.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text

    def withdraw(self, *, at: datetime, by: str) -> None:
        self.withdrawn_at, self.withdrawn_by = at, by[:200]
        self.save(update_fields=["withdrawn_at", "withdrawn_by"])

    def tell_again(self) -> None:
        """Taking the withdrawal back."""
        self.withdrawn_at, self.withdrawn_by = None, ""
        self.save(update_fields=["withdrawn_at", "withdrawn_by"])

    def described(self) -> dict[str, Any]:
        """For search engines (schema.org)."""
        return {"@type": "CorrectionComment", "text": self.text, "datePublished": self.at.isoformat()}
