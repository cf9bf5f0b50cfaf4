"""An import: a table somebody brought, what it would change, and once it is carried out what it did change."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.readers.models.reader import Reader
from houtai.core.readers.models.tag import Tag
from houtai.core.work.models import HasSubject, Visible
from houtai.core.workspaces.tasks import enqueue

KEPT = timedelta(days=1)
# Longer ones are worked on in the background.
SHORT = 5_000


class ImportState(models.TextChoices):
    CHECKING = "checking", _("Being checked")
    READY = "ready", _("Ready")
    WRONG = "wrong", _("Not usable")
    WORKING = "working", _("Being carried out")
    DONE = "done", pgettext_lazy("import", "Carried out")
    UNDONE = "undone", pgettext_lazy("import", "Taken back")


class Imports(Visible):
    def receive(self, data: bytes, *, name: str, by: Any, at: datetime) -> Import:
        """Keep a table and look at it: at once when it is short, otherwise in the background."""
        from houtai.core.readers import tasks
        from houtai.core.readers.imports.carrying import check

        with transaction.atomic():
            row: Import = self.create(name=name[:200], by=by, at=at, data=data, lines=data.count(b"\n") + 1)
            if row.is_short:
                return check(row)
            enqueue(tasks.check_import, row.pk)
            return row

    def tidy(self, *, now: datetime) -> int:
        """Delete tables that nobody carried out within a day. Returns how many."""
        left = self.filter(at__lte=now - KEPT).exclude(state__in=[ImportState.DONE, ImportState.UNDONE])
        return left.delete()[0]


class Import(HasSubject):
    """data: the table as it came, until it is carried out; lines: of it; report: what it would change or did change,
    name to count; problems: line and what is wrong with it, the first ones; wrong: how many there are.
    """

    name = models.CharField(_("name"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))
    data = models.BinaryField(default=b"", editable=False)
    lines = models.PositiveIntegerField(_("lines"), default=0)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.CHECKING)
    report = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    wrong = models.PositiveIntegerField(default=0)

    objects = Imports.as_manager()

    class Meta:
        verbose_name = _("import of readers")
        verbose_name_plural = _("imports of readers")
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_short(self) -> bool:
        return self.lines <= SHORT

    @property
    def is_busy(self) -> bool:
        return self.state in (ImportState.CHECKING, ImportState.WORKING)

    def begin(self, *, by: Any, at: datetime) -> None:
        """Carry it out: at once when it is short, otherwise in the background. Raises a Refused."""
        from houtai.core.readers import tasks

        if self.is_short or self.state != ImportState.READY:
            self.carried_out(by=by.pk, at=at)
            return
        with transaction.atomic():
            self.state = ImportState.WORKING
            self.save()
            enqueue(tasks.carry_out_import, self.pk, by.pk, once=f"readers.import:{self.pk}")

    def carried_out(self, *, by: int, at: datetime) -> None:
        """As that person (a user's key). A second try changes nothing."""
        from houtai.core.catalog.catalog import catalog

        person = get_user_model()._default_manager.get(pk=by)
        catalog.action("readers.import").run(self, by=person, at=at, once=f"readers.import:{self.pk}")

    def described(self) -> dict[str, Any]:
        return {"title": self.name, "url": reverse("readers.import_page", args=[self.pk]), "state": self.state}


class Change(models.Model):
    """One thing an import did to one reader, and what was there before; made: the reader was made by it."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="changes")
    reader = models.ForeignKey(Reader, models.CASCADE, related_name="imported")
    made = models.BooleanField(default=False)
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, related_name="imported")
    attribute = models.CharField(max_length=120, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        verbose_name = _("imported change")
        verbose_name_plural = _("imported changes")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.reader_id}: {self.tag_id or self.attribute}"
