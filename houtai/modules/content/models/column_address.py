"""Addresses that columns once had, so that old links go on working."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ColumnAddress(models.Model):
    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    column = models.ForeignKey("content.Column", models.CASCADE, related_name="old_addresses")

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")

    def __str__(self) -> str:
        return self.slug
