"""A collected text that waits for somebody to publish, edit, merge or skip it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houtai.core.text.crediting import Credit
from houtai.core.text.manuscript import Manuscript
from houtai.core.work import columns
from houtai.core.work.models import HasSubject, Subject
from houtai.core.work.models.subject import is_beyond
from houtai.modules.collect.client.canonical import canonical
from houtai.modules.collect.models.placed import Placed

AROUND = ("similar", "result")
CREDITED = 20
SORTED = ("collected_at", "title", "words", "similarity")


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    PUBLISHED = "published", _("Published")
    TAKEN = "taken", _("Became a draft article")
    MERGED = "merged", _("Merged")
    SKIPPED = "skipped", _("Skipped")


class UnknownState(ValueError):
    """A draft can only be settled in one of its states."""


def fold(url: str, *, apart: bool = False) -> str:
    """SHA-256 (64 hex digits) of the address without tracking, fragment, default port, final slash and scheme.

    apart: with the fragment.
    """
    part = f"#{url.partition('#')[2]}" if apart else ""
    return hashlib.sha256(f"{canonical(url).partition('://')[2]}{part}".encode()).hexdigest()


class Drafts(Placed):
    def waiting(self) -> Drafts:
        return self.filter(state=State.WAITING)

    def at(self, urls: Iterable[str], *, apart: bool = False) -> Draft | None:
        """The draft that one of these addresses already became. apart: as in `fold`."""
        return self.filter(address__in=[fold(url, apart=apart) for url in urls if url]).order_by("pk").first()

    def told_to(self, user: Any) -> Drafts:
        """With what around each draft is out of this person's sight."""
        rows: Drafts = self
        for name in AROUND:
            if out := is_beyond(user, name):
                rows = rows.annotate(**{f"{name}_out": out})
        return rows

    def may_take_in(self) -> Drafts:
        """Drafts that another can be merged into."""
        return self.filter(state__in=[State.WAITING, State.TAKEN, State.PUBLISHED])


class Draft(HasSubject):
    """address: the folded url, unique, so that one item never becomes two drafts; similarity: 0 to 1, to `similar`.

    licence: the terms of use as the page states them, an address or words.
    place: the key of its source's column, kept here so that lists need not look there; tags: what its feed files it
    under. page_note: why the page behind the entry was not read, or "" when it was. words: as core.text counts them.
    """

    source = models.ForeignKey(
        "collect.Source", models.PROTECT, related_name="drafts", db_index=False, verbose_name=_("source")
    )
    url = models.CharField(_("address"), max_length=2000, blank=True)
    address = models.CharField(max_length=64, unique=True, null=True)
    place = models.PositiveBigIntegerField(default=columns.NONE, editable=False)
    site = models.CharField(_("site"), max_length=200, blank=True)
    title = models.CharField(_("title"), max_length=500)
    html = models.TextField(_("text"))
    summary = models.CharField(_("summary"), max_length=600, blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    image = models.CharField(_("image"), max_length=2000, blank=True)
    licence = models.CharField(_("terms of use"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    words = models.PositiveIntegerField(_("words"), default=0)
    images = models.PositiveIntegerField(_("images"), default=0)
    published = models.DateTimeField(_("published at the source"), null=True, blank=True)
    collected_at = models.DateTimeField(_("collected"))
    page_note = models.CharField(max_length=40, blank=True)
    similarity = models.FloatField(_("similarity"), default=0)
    similar = models.ForeignKey(
        "work.Subject", models.SET_NULL, null=True, related_name="+", verbose_name=_("most like")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    result = models.ForeignKey("work.Subject", models.SET_NULL, null=True, related_name="+", verbose_name=_("became"))
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", verbose_name=_("merged into")
    )

    objects = Drafts.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        default_permissions = ("view",)
        permissions = [("decide_draft", _("Can decide about collected drafts"))]
        indexes = [
            models.Index(fields=["state", "collected_at", "id"], name="collect_draft_waiting"),
            # The planner believes that old drafts wait as often as new ones; here there is nothing but what waits.
            models.Index(fields=["collected_at"], condition=Q(state="waiting"), name="collect_draft_still_waiting"),
            models.Index(fields=["source", "-collected_at"], name="collect_draft_source"),
            # What the desk's list is sorted by.
            *(models.Index(fields=[name], name=f"collect_draft_{name}") for name in SORTED),
            *(models.Index(fields=[name, "id"], name=f"collect_draft_{name}") for name in ("state", "language")),
            # What somebody sees who works on few columns, by source or in the order of the queue.
            models.Index(fields=["source", "place", "id"], name="collect_draft_by_source"),
            models.Index(fields=["place", "state", "collected_at", "id"], name="collect_draft_place"),
            # What waits, of one source or in one language, the oldest first.
            *(
                models.Index(fields=["state", name, "collected_at", "id"], name=f"collect_draft_of_{name}")
                for name in ("source", "language")
            ),
            models.Index(fields=["source"], condition=~Q(state="waiting"), name="collect_draft_settled"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | ~Q(state="merged") & Q(merged_into=None),
                name="collect_draft_merge_is_whole",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def described(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "url": self.url,
            "image": self.image,
            "author": self.author,
            "column": self.source.column,
            "place": self.place,
            "published": self.published,
            "state": self.state,
        }

    @property
    def credit(self) -> Credit:
        return self.site or self.source.name, self.url

    def all_merged(self) -> list[Draft]:
        """Those merged into it, and into those, as many as are credited."""
        found: list[Draft] = []
        last = [self.pk]
        while last and len(found) < CREDITED:
            rows = Draft.objects.filter(merged_into__in=last).select_related("source").order_by("pk")[:CREDITED]
            last = [row.pk for row in rows]
            found += rows
        return found[:CREDITED]

    @property
    def stands_for(self) -> Draft:
        """The draft that stands for it, be it by way of others."""
        return self.merged_into.stands_for if self.merged_into else self

    @property
    def shown_similar(self) -> Subject | None:
        return None if getattr(self, "similar_out", False) else self.similar

    @property
    def shown_result(self) -> Subject | None:
        return None if getattr(self, "result_out", False) else self.result

    def manuscript(self) -> Manuscript:
        """What is handed to whoever publishes it."""
        return Manuscript(
            title=self.title,
            html=self.html,
            summary=self.summary,
            author=self.author,
            language=self.language,
            url=self.url,
            site=self.site,
            licence=self.licence,
            image=self.image,
            published=self.published,
            column=self.place,
            tags=self.source.own_tags,
            suggested=tuple(self.tags),
            others=tuple(one.credit for one in self.all_merged()),
        )

    def settle(self, state: str, result: Subject | None = None) -> None:
        """Note what became of it: published or taken as `result`, or waiting again (None). Raises UnknownState."""
        if state not in State.values or state == "merged":
            raise UnknownState(state)
        self.state, self.result, self.merged_into = state, result, None
        self.save()

    def merge(self, into: Draft) -> None:
        self.state, self.merged_into = State.MERGED, into
        self.save()

    def unmerge(self) -> None:
        self.settle("waiting")

    def skip(self) -> None:
        self.settle("skipped")

    def restore(self) -> None:
        self.settle("waiting")
