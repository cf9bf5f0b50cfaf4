"""Audiences: sets of readers, described by a condition and kept as a bitmap."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models import Visible

if TYPE_CHECKING:
    from pyroaring import BitMap


class Audience(models.Model):
    """condition: who belongs to it (see conditions.py); "" means everybody."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    about = models.TextField(_("about"), blank=True)
    condition = models.TextField(_("condition"), blank=True)
    bitmap = models.BinaryField(default=b"", editable=False)
    measured = models.DateTimeField(null=True, editable=False)

    objects = Visible.as_manager()

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def members(self, *, now: datetime, simulated: bool = False) -> BitMap:
        """Numbers of the readers who belong to it now: real ones, or simulated ones, never both."""
        raise NotImplementedError
