"""A thread: what people say about one passage of a text. It stands beside the document, which never changes by it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

QUOTE, AROUND = 500, 40


class Thread(models.Model):
    """anchor: {"start", "end"}, relative positions as Yjs writes them in JSON, good in the room's history of `epoch`;
    quote, before, after: the words there and around, by which the passage is found again; changed: the room's `talk`
    when this last changed; resolved_by: a name.
    """

    room = models.ForeignKey("coedit.Room", models.CASCADE, related_name="threads")
    epoch = models.CharField(max_length=16)
    anchor = models.JSONField()
    quote = models.CharField(max_length=QUOTE, blank=True)
    before = models.CharField(max_length=AROUND, blank=True)
    after = models.CharField(max_length=AROUND, blank=True)
    changed = models.PositiveBigIntegerField()
    resolved = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        ordering = ["pk"]
        indexes = [models.Index(fields=["room", "changed"], name="coedit_thread_changed")]

    def __str__(self) -> str:
        return self.quote

    @property
    def shown(self) -> dict[str, Any]:
        """For browsers."""
        settled = {"name": self.resolved_by, "at": self.resolved} if self.resolved else None
        words = {"quote": self.quote, "before": self.before, "after": self.after}
        comments = [comment.shown for comment in self.comments.all()]
        place = {"epoch": self.epoch, "anchor": self.anchor}
        return {"id": self.pk, **place, **words, "resolved": settled, "comments": comments}
