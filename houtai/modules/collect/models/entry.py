"""The ledger of entries: each entry of each source is settled once, for ever, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houtai.modules.collect.models.placed import Placed

if TYPE_CHECKING:
    from houtai.core.work.models import Subject
    from houtai.modules.collect import client
    from houtai.modules.collect.models.source import Source


class Entries(Placed):
    placed = "source__place"

    @transaction.atomic
    def rename(self, found: Sequence[client.Entry], *, source: Source, listed: set[str]) -> set[str]:
        """Some feeds give their entries new ids. One that has the address and the title of an entry whose id is listed
        no more is that entry, and keeps what became of it. Returns the new ids of such.
        """
        rows = self.filter(source=source, url__in={each.url[:2000] for each in found}).order_by("pk")
        gone = {(row.url, row.title): row for row in rows if row.key not in listed}
        renamed = set()
        for each in found:
            row = gone.pop((each.url[:2000], each.title[:500]), None)
            # Without an address only what came to nothing is known again by its title; a text is known by itself.
            if row and (row.url or row.fate == Entry.Fate.REFUSED):
                self.filter(pk=row.pk).update(key=each.key)
                renamed.add(each.key)
        return renamed


class Entry(models.Model):
    """`key` is the feed's own name for it. reason, message: why it is a duplicate or was refused."""

    class Fate(models.TextChoices):
        DRAFTED = "drafted", _("Draft")
        DUPLICATE = "duplicate", _("Duplicate")
        REFUSED = "refused", _("Refused")

    source = models.ForeignKey("collect.Source", models.PROTECT, related_name="entries", verbose_name=_("source"))
    fetch = models.ForeignKey("collect.Fetch", models.PROTECT, related_name="entries")
    key = models.CharField(max_length=500)
    url = models.CharField(_("address"), max_length=2000, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    fate = models.CharField(_("fate"), max_length=10, choices=Fate.choices)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    message = models.CharField(_("message"), max_length=500, blank=True)
    draft = models.OneToOneField("collect.Draft", models.PROTECT, null=True, related_name="entry")
    duplicate_of = models.ForeignKey(
        "work.Subject", models.PROTECT, null=True, related_name="+", verbose_name=_("duplicate of")
    )
    at = models.DateTimeField(_("when"))

    objects = Entries.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        default_permissions = ("view",)
        ordering = ["-id"]
        indexes = [models.Index(fields=["fate", "-id"])]
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="collect_entry_once"),
            models.CheckConstraint(
                condition=Q(fate="drafted", draft__isnull=False, duplicate_of=None)
                | Q(fate="duplicate", draft=None, duplicate_of__isnull=False)
                | Q(fate="refused", draft=None, duplicate_of=None) & ~Q(reason=""),
                name="collect_entry_fate_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.key

    @property
    def shown_duplicate(self) -> Subject | None:
        """What it repeats; nothing where a query found (`out`) that this is out of sight."""
        return None if getattr(self, "out", False) else self.duplicate_of


class RefusedEntries(Placed):
    placed = "source__place"

    def visible_to(self, user: Any) -> RefusedEntries:
        may = user.is_active and user.has_perm("collect.view_entry")
        return self.open_to(user, self.all()) if may else self.none()


class Refusals(models.Manager.from_queryset(RefusedEntries)):  # type: ignore[misc]
    def get_queryset(self) -> Any:
        return super().get_queryset().filter(fate=Entry.Fate.REFUSED)


class Refusal(Entry):
    """The entries that became nothing, each with its reason."""

    objects = Refusals()

    class Meta:
        proxy = True
        verbose_name = _("refused entry")
        verbose_name_plural = _("refused entries")
        default_permissions = ()
