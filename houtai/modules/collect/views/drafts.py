"""The list of collected drafts, whatever became of them, and the page of one."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.forms import HiddenInput
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, Number, Percent, When, Written
from houtai.core.ui.widgets import LongSelect
from houtai.core.work import columns
from houtai.core.work.models import Decision
from houtai.modules.collect.models import Draft
from houtai.modules.collect.models.draft import State
from houtai.modules.collect.models.labels import LANGUAGES, STATE_TONES, language
from houtai.modules.collect.models.reasons import reason
from houtai.modules.collect.views.sources import sources_of

STEPS = ("collect.restore", "collect.unmerge")


class Title(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("collect.draft", args=[instance.pk])


class Filters(WagtailFilterSet):
    source = django_filters.ModelChoiceFilter(queryset=sources_of, label=_("Source"), widget=LongSelect)
    language = django_filters.ChoiceFilter(choices=LANGUAGES, label=_("Language"))
    run = django_filters.NumberFilter(field_name="entry__fetch", widget=HiddenInput)
    licence = django_filters.BooleanFilter(label=_("Terms of use are stated"), method="with_terms")

    class Meta:
        model = Draft
        fields: ClassVar = ["state", "source", "language"]

    def with_terms(self, drafts: Any, _name: str, stated: bool) -> Any:
        return drafts.exclude(licence="") if stated else drafts.filter(licence="")


class Drafts(List):
    model = Draft
    name = "collect.drafts"
    permission = "collect.view_draft"
    page_title = _("Drafts")
    header_icon = "doc-empty"
    related = ("source",)
    filterset_class = Filters
    search_fields = ["title", "author", "site"]
    default_ordering = "-collected_at"
    export_filename = "drafts"
    empty = Empty(
        title=_("Nothing has been collected yet."), text=_("Drafts appear here as soon as a source has been read.")
    )
    columns = [
        Title("title", label=_("Title"), sort_key="title"),
        Badge("state", tones=STATE_TONES, labels=dict(State.choices), label=_("State"), sort_key="state"),
        Column("source", label=_("Source"), sort_key="source__name"),
        Written("language", write=language, label=_("Language"), sort_key="language"),
        Number("words", label=_("Words"), sort_key="words"),
        Percent("similarity", label=_("Similarity"), sort_key="similarity"),
        When("collected_at", label=_("Collected"), sort_key="collected_at"),
        Column("author", label=_("Author")),
        Column("licence", label=_("Terms of use")),
        Column("url", label=_("Address")),
    ]
    hidden = ("author", "licence", "url")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().defer("html")


class DraftPage(TemplateView):
    template_name = "collect/draft.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        rows = Draft.objects.visible_to(user).told_to(user).select_related("source", "similar", "result", "merged_into")
        draft = get_object_or_404(rows, pk=kwargs["pk"])
        steps = [
            action
            for action in map(catalog.action, STEPS)
            if action.possible(draft) and user.has_perm(action.permission)
        ]
        subject = draft.subject
        decisions = Decision.objects.visible_to(user).done().filter(subject=subject).select_related("user")[:20]
        context = {"draft": draft, "subject": subject, "steps": steps, "decisions": decisions}
        context |= {"tone": STATE_TONES[draft.state], "note": reason(draft.page_note)}
        mine = columns.open_to(user)
        context |= {"may_see_merged": draft.merged_into and (mine is None or draft.merged_into.place in mine)}
        context |= {"may_decide": draft.state == "waiting" and user.has_perm("collect.decide_draft")}
        return super().get_context_data(**context, **kwargs)
