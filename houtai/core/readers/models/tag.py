"""Tags: what readers have in common, by rule, by hand or by import."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.readers.models.reader import Reader
from houtai.core.work.models import Visible


class Tag(models.Model):
    """rule: a condition (see conditions.py) that gives this tag, "" when it is given by hand or import alone."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    about = models.TextField(_("about"), blank=True)
    rule = models.TextField(_("rule"), blank=True)

    objects = Visible.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ReaderTag(models.Model):
    """how: "rule", "hand" or "import"."""

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="tags")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="readers")
    how = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("tag of a reader")
        verbose_name_plural = _("tags of readers")
        constraints = [models.UniqueConstraint(fields=["tag", "reader"], name="one_tag_per_reader")]

    def __str__(self) -> str:
        return f"{self.reader_id}: {self.tag_id}"
