"""One look at a source, and what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from houtai.modules.collect.models.source import Source


# Looks that brought nothing are kept as long as the pictures show them.
KEPT = timedelta(days=32)


class Fetches(models.QuerySet["Fetch"]):
    def begin(self, source: Source, *, at: datetime) -> Fetch:
        """Open a run. One that was left open was killed: what it had settled stays, the rest comes now."""
        self.filter(source=source, status=Fetch.Status.RUNNING).update(status=Fetch.Status.INTERRUPTED)
        return self.create(source=source, at=at)

    def forget_idle(self, *, now: datetime) -> int:
        """Delete what is older than `KEPT` and brought nothing. Returns how many."""
        return int(self.filter(at__lt=now - KEPT, found=0).exclude(status=Fetch.Status.RUNNING).delete()[0])

    def visible_to(self, user: Any) -> Fetches:
        return self.all() if user.is_active and user.has_perm("collect.view_source") else self.none()


class Fetch(models.Model):
    """Always balanced: found = drafted + duplicates + refused. `ms` and `bytes` are those of the feed and its pages."""

    class Status(models.TextChoices):
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        UNCHANGED = "unchanged", _("Nothing new")
        FAILED = "failed", _("Failed")
        INTERRUPTED = "interrupted", _("Interrupted")
        LATER = "later", _("Put off")

    source = models.ForeignKey("collect.Source", models.PROTECT, related_name="fetches", verbose_name=_("source"))
    at = models.DateTimeField(_("when"))
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.RUNNING)
    found = models.PositiveIntegerField(_("found"), default=0)
    drafted = models.PositiveIntegerField(_("drafts"), default=0)
    duplicates = models.PositiveIntegerField(_("duplicates"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    message = models.CharField(_("message"), max_length=500, blank=True)
    ms = models.PositiveIntegerField(_("milliseconds"), default=0)
    bytes = models.PositiveBigIntegerField(_("bytes"), default=0)

    objects = Fetches.as_manager()

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        default_permissions = ()
        ordering = ["-id"]
        indexes = [models.Index(fields=["source", "status"])]

    def __str__(self) -> str:
        return f"{self.source_id} {self.at:%Y-%m-%d %H:%M}"

    def count(self, fate: str) -> None:
        """Add one entry to the books of this run and its source, in the transaction that settles the entry."""
        column = {"drafted": "drafted", "duplicate": "duplicates", "refused": "refused"}[fate]
        plus = {"found": F("found") + 1, column: F(column) + 1}
        type(self).objects.filter(pk=self.pk).update(**plus)
        type(self.source).objects.filter(pk=self.source_id).update(**plus)
        self.found += 1
        setattr(self, column, getattr(self, column) + 1)

    def end(self, status: str, **values: Any) -> None:
        type(self).objects.filter(pk=self.pk).update(status=status, **values)
        for name, value in {"status": status, **values}.items():
            setattr(self, name, value)
