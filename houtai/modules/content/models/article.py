"""The article."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField
from wagtail.models import Revision

from houtai.core.text.address import settle
from houtai.core.text.count import count
from houtai.core.text.language import language
from houtai.core.text.manuscript import Manuscript
from houtai.core.text.models import Fingerprint, Origin
from houtai.core.text.pictures.crops import SOCIAL, made
from houtai.core.text.plain import excerpt, plain
from houtai.core.text.sanitise import clean
from houtai.core.work import columns
from houtai.core.work.choices import Choice
from houtai.core.work.models.published import Published
from houtai.modules.content.models.headline import Headline, distinct
from houtai.modules.content.models.sourced import Sourced
from houtai.modules.content.models.topic import settle_tags
from houtai.modules.content.models.visible import Articles
from houtai.modules.content.models.working import workers

BY_GROUP = ("state", "column", "source_name", "language")
DERIVED = ("text", "words", "state", "headline", "assignee", "due", "draft_column")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("content.Article", on_delete=models.CASCADE, related_name="tagged")


class Article(Sourced, Published, ClusterableModel):
    """`text`, `words` and `state` are worked out at every save; they are of the saved row, not of later drafts.

    headline: what everybody is shown instead of the title; "" for the title.
    draft_column: that of the newest draft, for who may see the draft is not asked of the row alone.
    """

    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(
        _("address"), max_length=200, blank=True, allow_unicode=True, help_text=_("Made from the title if empty.")
    )
    headline = models.CharField(max_length=300, blank=True, editable=False)
    summary = models.TextField(_("summary"), blank=True, max_length=600)
    # Which editor that is stands in the settings, so that content knows none.
    body = RichTextField(_("text"), blank=True, editor="coedit")
    cover = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("cover")
    )
    cover_url = models.URLField(_("cover from elsewhere"), max_length=2000, blank=True)
    author = models.ForeignKey("content.Author", models.PROTECT, null=True, blank=True, verbose_name=_("author"))
    byline = models.CharField(
        _("by-line"), max_length=200, blank=True, help_text=_("When the author is not one of ours.")
    )
    column = models.ForeignKey(
        "content.Column", models.PROTECT, null=True, blank=True, db_index=False, verbose_name=_("column")
    )
    draft_column = models.ForeignKey(
        "content.Column",
        models.PROTECT,
        null=True,
        editable=False,
        db_index=False,
        related_name="+",
        verbose_name=_("column of the newest draft"),
    )
    series = models.ForeignKey(
        "content.Series",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=pgettext_lazy("articles", "series"),
    )
    number = models.PositiveIntegerField(
        _("number in the series"), null=True, blank=True, help_text=_("The next one if empty.")
    )
    language = models.CharField(
        _("language"), max_length=10, blank=True, help_text=_("Such as zh or en. Found from the text if empty.")
    )
    origin = models.ForeignKey("work.Subject", models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    tags = ClusterTaggableManager(through=ArticleTag, blank=True, verbose_name=_("tags"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    assignee = models.ForeignKey(
        "workspaces.User",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    due = models.DateField(pgettext_lazy("article", "due"), null=True, blank=True, editable=False, db_index=True)
    text = models.TextField(editable=False, blank=True)
    words = models.PositiveIntegerField(_("words"), default=0, editable=False)
    updated = models.DateTimeField(_("changed"), auto_now=True, db_index=True)

    settles = ("state", "headline")
    choice: Choice | None = None
    objects = Articles.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-updated", "-pk"]
        permissions = [
            ("publish_article", _("Can publish articles")),
            ("lock_article", _("Can lock articles")),
            ("unlock_article", _("Can unlock articles")),
        ]
        indexes = [
            models.Index(fields=["live", "-first_published_at", "-id"], name="content_published"),
            # What the desk's list is sorted by; where many have the same, the key within it.
            *(models.Index(fields=[name], name=f"content_by_{name}") for name in ("title", "words")),
            *(models.Index(fields=[name, "id"], name=f"content_by_{name}") for name in BY_GROUP),
            *(models.Index(fields=[name, "updated"], name=f"content_of_{name}") for name in ("column", "state")),
            models.Index(fields=["updated", "id"], condition=models.Q(locked=True), name="content_locked"),
        ]
        constraints = [models.UniqueConstraint(fields=["origin"], name="one_article_per_origin")]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def from_manuscript(cls, manuscript: Manuscript, *, origin: Any, user: Any, edited: bool = False) -> Article:
        """A draft made of a manuscript; see `taken`."""
        from houtai.modules.content.models.taken import taken

        article: Article = taken(cls, manuscript, origin=origin, user=user, edited=edited)
        return article

    def get_absolute_url(self) -> str:
        return reverse("content:article", args=[self.pk, self.slug or "-"])

    def get_full_url(self) -> None:
        """Previews take the host from the request: an installation may have several."""

    @property
    def author_name(self) -> str:
        return self.author.name if self.author else self.byline

    @property
    def lead(self) -> str:
        """What lists and feeds show of it."""
        return self.summary or excerpt(self.body, 160)

    @property
    def shown_cover_url(self) -> str:
        """Readers' browsers load nothing over plain http."""
        return self.cover_url if self.cover_url.startswith("https://") else ""

    @property
    def face(self) -> str:
        """The address of what stands for it elsewhere at the desk, on hot pages and in pushes; "" for nothing."""
        if not self.cover:
            return self.cover_url
        cut = made(self.cover, SOCIAL)
        return str(cut[0].url if cut else self.cover.file.url)

    @property
    def reading_minutes(self) -> int:
        return count(self.text or plain(self.body)).reading_minutes

    def clean(self) -> None:
        super().clean()
        self.tidy()

    def tidy(self) -> None:
        """Whatever door the text came in by, it leaves here clean."""
        self.body = clean(self.body, stored=True)
        self.source_url, self.cover_url = settle(self.source_url), settle(self.cover_url)
        if self.cover_url and not self.cover_id and (known := Origin.objects.images([self.cover_url])):
            # Taken in meanwhile, perhaps while somebody had the form open.
            self.cover, self.cover_url = known[self.cover_url], ""
        self.slug = self.slug or slugify(self.title, allow_unicode=True)[:80].strip("-")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tidy()
        self.text = plain(self.body)
        self.words = count(self.text).words
        self.language = self.language or language(f"{self.title}\n{self.text}")
        self.state = self.publicity()
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = {*kwargs["update_fields"], "state", "updated"}
            if "latest_revision" in kwargs["update_fields"]:
                self.draft_column_id = self.column_id
                kwargs["update_fields"].add("draft_column")
        with transaction.atomic():
            super().save(*args, **kwargs)
            if not kwargs.get("update_fields"):
                settle_tags(self)
            self.file(whole=not kwargs.get("update_fields"))

    def file(self, *, whole: bool) -> None:
        """Into the search. Saved in part, an object may hold a later draft, which readers must not find."""
        from houtai.modules.content.models.search_document import file_draft, file_public

        if whole or not self.live:
            file_public(self)
        if whole and not self.latest_revision_id:
            file_draft(self)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        from houtai.modules.content.models.search_document import file_draft

        self.tidy()
        with transaction.atomic():
            revision: Revision = super().save_revision(*args, **kwargs)
            file_draft(self)
            if not self.live:
                Fingerprint.objects.remember(self.subject, plain(self.body), draft=True)
        return revision

    def serializable_data(self) -> dict[str, Any]:
        """Revisions hold what people write, not what is worked out from it."""
        data: dict[str, Any] = super().serializable_data()
        return {name: value for name, value in data.items() if name not in DERIVED}

    def with_content_json(self, content: dict[str, Any]) -> Article:
        article: Article = super().with_content_json(content)
        for name in ("state", "origin_id", "headline", "assignee_id", "due", "draft_column_id"):
            setattr(article, name, getattr(self, name))
        return article

    def find_workflow(self) -> Any:
        """Its column's, or that of all articles."""
        return self.column.workflow if self.column and self.column.reviews else super().find_workflow()

    @property
    def newest(self) -> Article:
        """As its newest draft has it."""
        return self.get_latest_revision_as_object()

    @property
    def place(self) -> int:
        """Its column's key. Where its newest draft has another one, who sees it is asked of both."""
        both = {key for key in (self.column_id, self.draft_column_id) if key}
        return columns.ASKED if len(both) > 1 else both.pop() if both else columns.NONE

    def workers(self) -> Any:
        return workers(self)

    def assign(self, *, to: int | None, due: date | Literal[False] | None = False) -> None:
        """to: a user's primary key; due: False leaves it as it is. It is no change of the text."""
        self.assignee_id, self.due = to, self.due if due is False else due
        type(self).objects.filter(pk=self.pk).update(assignee=to, due=self.due)
        self.write_subject(self.described())

    def settle_state(self) -> None:
        """What is public is remembered, so that the same text is not published twice unnoticed; else it is a draft."""
        if self.headline not in self.headlines_now():
            type(self).objects.filter(pk=self.pk).update(headline="")
        super().settle_state()
        Fingerprint.objects.remember(self.subject, self.text if self.live else None)

    def headlines_now(self) -> list[str]:
        """Of what is public: the title, and those besides it."""
        row = type(self).objects.get(pk=self.pk)
        return distinct([row.title, *Headline.objects.filter(article=self.pk).values_list("text", flat=True)])

    def described(self) -> dict[str, Any]:
        """Of the row as readers see it: while there are later drafts, this object may hold one of them."""
        row = type(self).objects.get(pk=self.pk) if self.live and self.has_unpublished_changes else self
        return {
            "title": row.title,
            "url": row.get_absolute_url(),
            "image": row.face,
            "author": row.author_name,
            "column": row.column.name if row.column else "",
            "place": row.place,
            "published": row.first_published_at,
            "state": self.state,
        }

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from houtai.modules.content.views.public import render_article

        return render_article(request, self)
