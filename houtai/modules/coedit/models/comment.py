"""One thing that somebody said in a thread."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from houtai.modules.coedit.models.writer import shown


class Comment(models.Model):
    """key, name: whose, as of a writer; text: plain; nonce: drawn by the browser, the same when it tries again."""

    thread = models.ForeignKey("coedit.Thread", models.CASCADE, related_name="comments")
    key = models.CharField(max_length=24)
    name = models.CharField(max_length=200)
    text = models.TextField()
    at = models.DateTimeField(default=now)
    edited = models.DateTimeField(null=True)
    nonce = models.CharField(max_length=32, db_default="", editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def shown(self) -> dict[str, Any]:
        said = {"id": self.pk, "text": self.text, "at": self.at, "edited": self.edited is not None}
        return {**shown(self.key, self.name), **said}
