"""Who writes for us."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models import Visible


class Author(models.Model):
    name = models.CharField(_("name"), max_length=120, unique=True)
    about = models.CharField(
        _("about"), max_length=300, blank=True, help_text=_("One sentence under the author's articles.")
    )

    objects = Visible.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
