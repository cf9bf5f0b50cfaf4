"""The number that an article had elsewhere, or before it was deleted here."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerNumber(models.Model):
    """By it an import knows the article again."""

    article = models.ForeignKey("content.Article", models.CASCADE, related_name="former_numbers")
    workspace = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()
        verbose_name = _("former number")
        verbose_name_plural = _("former numbers")
        constraints = [models.UniqueConstraint(fields=["workspace", "number"], name="one_article_per_former_number")]

    def __str__(self) -> str:
        return f"{self.workspace} {self.number}"
