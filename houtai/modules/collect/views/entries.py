"""The entries that became no draft, each with its reason."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column

from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, When, Written
from houtai.core.work.models.subject import is_beyond
from houtai.modules.collect.actions import TakeEntry
from houtai.modules.collect.models import Entry
from houtai.modules.collect.models.reasons import REASONS, reason
from houtai.modules.collect.views.sources import sources_of

FATES = {"duplicate": _("Duplicate"), "refused": _("Refused")}


def outside(url: str) -> str:
    """A link only where a browser would go, never a script."""
    if not url.startswith(("http://", "https://")):
        return url
    return format_html('<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>', url, url)


class Take(BaseColumn):
    """A button that has the entry collected after all."""

    cell_template_name = "collect/take_entry.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        return {**told, "csrf_token": get_token(request), "back": request.get_full_path()}


class Filters(WagtailFilterSet):
    fate = django_filters.ChoiceFilter(choices=list(FATES.items()), label=_("Fate"))
    reason = django_filters.ChoiceFilter(
        choices=[(code, REASONS[code]) for code in ("no_text", "same_address", "same_text")], label=_("Reason")
    )
    source = django_filters.ModelChoiceFilter(queryset=sources_of, label=_("Source"))

    class Meta:
        model = Entry
        fields: ClassVar = ["fate", "reason", "source"]


class Entries(List):
    model = Entry
    name = "collect.entries"
    permission = "collect.view_entry"
    page_title = _("Duplicates and refusals")
    header_icon = "bin"
    related = ("source", "duplicate_of")
    filterset_class = Filters
    search_fields = ["title", "url"]
    default_ordering = "-id"
    export_filename = "entries"
    empty = Empty(
        title=_("Every entry became a draft."),
        text=_("Duplicates and entries without text are listed here, with the reason."),
    )
    columns = [
        Column("title", label=_("Title"), accessor=str),
        Badge("fate", tones={"duplicate": "plain", "refused": "warn"}, labels=FATES, label=_("Fate"), sort_key="fate"),
        Written("reason", write=reason, label=_("Reason"), sort_key="reason"),
        Column("message", label=_("Message")),
        Column("duplicate_of", label=_("Duplicate of"), accessor="shown_duplicate"),
        Column("source", label=_("Source"), sort_key="source__name"),
        When("at", label=_("When"), sort_key="at"),
        Written("url", write=outside, label=_("Address")),
    ]
    hidden = ("url",)

    def get_table(self, object_list: Any) -> Any:
        may = self.request.user.has_perm(TakeEntry.permission)
        columns = [*self.shown, Take("take", label="")] if may else self.shown
        return self.table_class(columns, object_list, **self.get_table_kwargs())

    def get_base_queryset(self) -> Any:
        rows = super().get_base_queryset().exclude(fate=Entry.Fate.DRAFTED)
        out = is_beyond(self.request.user, "duplicate_of")
        return rows.annotate(out=out) if out else rows
