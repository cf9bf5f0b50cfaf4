"""A reader: somebody we reach. The primary key is the dense number that bitmaps are made of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models import Visible


class Reader(models.Model):
    """key: the site's own name for a reader it knows, None while anonymous; merged: the reader this one turned out to
    be; attributes: name to text, number or flag; simulated: made by a played day, and never reached for real.
    """

    key = models.CharField(_("key"), max_length=200, unique=True, null=True, blank=True)
    first_seen = models.DateTimeField(_("first seen"))
    last_seen = models.DateTimeField(_("last seen"), db_index=True)
    timezone = models.CharField(_("time zone"), max_length=60, default="UTC")
    language = models.CharField(_("language"), max_length=20, blank=True)
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)
    merged = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="absorbed")
    simulated = models.BooleanField(_("simulated"), default=False)

    objects = Visible.as_manager()

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")

    def __str__(self) -> str:
        return self.key or f"#{self.pk}"

    @property
    def number(self) -> int:
        return int(self.pk)


class Visitor(models.Model):
    """One browser or one known key, as events name it (`events.schema.visitor_of`), and whose it is."""

    id = models.BigIntegerField(primary_key=True)
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="visitors")

    class Meta:
        verbose_name = _("visitor")
        verbose_name_plural = _("visitors")

    def __str__(self) -> str:
        return f"{self.pk}"
