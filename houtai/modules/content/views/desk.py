"""The desk's lists and editors of articles and word lists."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.forms import Select, Textarea
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet

from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import Listing
from houtai.core.ui.plain import PlainViews
from houtai.core.ui.tables import Badge, Day, Number, Table, When
from houtai.core.work.views import editing
from houtai.core.work.views.doors import NoChooser, behind_door
from houtai.core.work.views.reviewing import AnswerView, Reviewed
from houtai.modules.content import models
from houtai.modules.content.actions import Duplicate
from houtai.modules.content.forms import ArticleForm
from houtai.modules.content.models import Article, State
from houtai.modules.content.models.reviews import REVIEW, review_of
from houtai.modules.content.views import bulk, bulk_listed, menu
from houtai.modules.content.views.acts import ActsPanel
from houtai.modules.content.views.assigned import AssignedPanel
from houtai.modules.content.views.checks import ChecksPanel, TellsRemarks
from houtai.modules.content.views.chooser import ArticleChooser
from houtai.modules.content.views.comparing import Compare, History
from houtai.modules.content.views.corrections import CorrectionsPanel
from houtai.modules.content.views.crops import CropsPanel
from houtai.modules.content.views.filters import Filters
from houtai.modules.content.views.found import Where
from houtai.modules.content.views.headlines import HeadlinesPanel

__all__ = ["ArticleViews", "WordListViews", "bulk", "bulk_listed", "menu"]

TONES = {State.DRAFT: "plain", State.SCHEDULED: "info", State.PUBLISHED: "good", State.WITHDRAWN: "warn"}
EFFECTS = {True: _("Never published"), False: _("Worth a look")}
EFFECT_TONES = {True: "bad", False: "warn"}
REVIEW_TONES = {"in_progress": "info", "needs_changes": "warn"}


class Copies:
    """Wagtail's own copy would be no decision."""

    request: Any

    def get_copy_url(self, instance: Any = None) -> str | None:
        article = instance or self.object  # type: ignore[attr-defined]
        if not self.request.user.has_perm(Duplicate.permission):
            return None
        return f"{reverse('work.act', args=[Duplicate.name, article.pk])}?{urlencode({'next': self.request.path})}"


class Index(Copies, Listing, IndexView):
    related = ("author", "column", "assignee", "latest_revision")
    hidden = ("due", "reading_minutes", "source_name", "language", "first_published_at")
    default_ordering = "-updated"
    filterset_class = Filters
    is_searchable = True
    export_filename = "articles"
    empty = Empty(title=_("There are no articles yet."), text=_("Write one, or accept a collected draft."))

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().annotate(review=review_of(Article))

    @cached_property
    def columns(self) -> list[Any]:  # type: ignore[override]
        return [
            self._get_title_column("title"),
            Badge("state", label=_("State"), tones=TONES, labels=dict(State.choices), sort_key="state"),
            Badge("review", label=_("Review"), tones=REVIEW_TONES, labels=REVIEW),
            Column("assignee", label=_("Assigned to"), sort_key="assignee__first_name"),
            Day("due", label=pgettext_lazy("article", "Due"), sort_key="due"),
            Column("author_name", label=_("Author"), sort_key="author__name"),
            Column("column", label=_("Column"), sort_key="column__name"),
            Number("words", label=_("Words"), sort_key="words"),
            Number("reading_minutes", label=_("Reading time"), unit=_("min")),
            When("updated", label=_("Changed"), sort_key="updated"),
            Column("source_name", label=_("Source"), sort_key="source_name"),
            Column("language", label=_("Language"), sort_key="language"),
            When("first_published_at", label=_("First published"), sort_key="first_published_at"),
        ]

    def search_queryset(self, queryset: Any) -> Any:
        """The likeliest first, unless an order was chosen."""
        if not self.is_searching:
            return queryset
        found = queryset.search(self.search_query, typing=True)
        return found.everything() if self.is_explicitly_ordered or self.is_export else found

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        query = self.request.GET.urlencode()
        out, into = reverse("content.add_export"), reverse("content.add_import")
        buttons = [Button(_("Export with pictures"), url=f"{out}?{query}", icon_name="download", priority=95)]
        if self.request.user.has_perm("content.add_article"):
            buttons.append(Button(_("Import articles"), url=into, icon_name="upload", priority=96))
        return [*super().header_more_buttons, *buttons]

    def get_table(self, object_list: Any) -> Table:
        where = [Where(self.search_query)] if self.is_searching and not self.is_export else []
        columns = [*self.choosing, *self.shown[:1], *where, *self.shown[1:]]
        return self.table_class(columns, object_list, **self.get_table_kwargs())


# A chooser would offer columns that the form then refuses.
COLUMN = FieldPanel("column", widget=Select)


class Create(TellsRemarks, Reviewed, CreateView):
    pass


class Edit(Copies, TellsRemarks, Reviewed, editing.Edit):
    decided = (*editing.Edit.decided, "state", "headline", "assignee", "due")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("column__workflow", "assignee")

    def get_form(self, form_class: Any = None) -> Any:
        """The text is shared by all who write it, so going back to an old one is a change that the form asks for."""
        form = super().get_form(form_class)
        if "body" in form.fields:
            widget = form.fields["body"].widget
            widget.restoring, widget.takes = getattr(self, "revision_id", None) is not None, True
        return form


class Revert(editing.Revert, Edit):
    pass


class ArticleViews(SnippetViewSet):
    model = Article
    icon = "doc-full"
    menu_label = _("Articles")
    index_view_class = Index
    add_view_class = Create
    edit_view_class = Edit
    history_view_class = History
    revisions_compare_view_class = Compare
    revisions_revert_view_class = Revert
    delete_view_class = editing.Delete
    unpublish_view_class = editing.Unpublish
    revisions_unschedule_view_class = editing.Unschedule
    workflow_action_view_class = AnswerView
    chooser_viewset_class = ArticleChooser
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "title",
        "state",
        "summary",
        "text",
        "words",
        "reading_minutes",
        "author_name",
        "column",
        "source_name",
        "source_url",
        "licence",
        "credits",
    ]
    index_template_name = "ui/list.html"
    index_results_template_name = "ui/list_results.html"
    edit_template_name = "content/edit.html"
    create_template_name = "content/create.html"
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title", classname="title"),
                    FieldPanel("summary"),
                    FieldPanel("body"),
                    FieldPanel("cover"),
                    CropsPanel(),
                    HeadlinesPanel(),
                    ChecksPanel(),
                    AssignedPanel(),
                    CorrectionsPanel(),
                    ActsPanel("content.pin", "content.unpin", heading=_("Front page")),
                ],
                heading=_("Text"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("column", widget=Select),
                            FieldPanel("series", widget=Select),
                            FieldPanel("number"),
                            FieldPanel("tags"),
                            FieldPanel("language"),
                            FieldPanel("slug"),
                        ],
                        _("Place"),
                    ),
                    MultiFieldPanel([FieldPanel("author"), FieldPanel("byline")], _("By-line")),
                    MultiFieldPanel(
                        [
                            FieldPanel("source_name"),
                            FieldPanel("source_url"),
                            FieldPanel("licence"),
                            FieldPanel("credits", widget=Textarea(attrs={"rows": 3})),
                            FieldPanel("cover_url"),
                        ],
                        _("Source"),
                    ),
                    PublishingPanel(),
                ],
                heading=_("About it"),
            ),
        ],
        base_form_class=ArticleForm,
    )

    def construct_view(self, view_class: type, **kwargs: Any) -> Any:
        return super().construct_view(behind_door(view_class), **kwargs)


class WordListViews(PlainViews):
    model = models.WordList
    icon = "warning"
    menu_label = _("Word lists")
    empty = Empty(
        title=_("There are no word lists yet."),
        text=_("Before an article is published, it is searched for the words of the lists."),
        icon="warning",
    )
    list_display = [
        "name",
        Badge("forbids", label=_("Effect"), tones=EFFECT_TONES, labels=EFFECTS),
        Number("length", label=_("Words")),
    ]
    panels = [FieldPanel("name"), FieldPanel("forbids"), FieldPanel("words")]
    chooser_viewset_class = NoChooser

    def construct_view(self, view_class: type, **kwargs: Any) -> Any:
        return super().construct_view(behind_door(view_class), **kwargs)
