"""The list of sources."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import Button, HeaderButton

from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, Number, When
from houtai.modules.collect.models import Source
from houtai.modules.collect.models.labels import HEALTH, HEALTH_TONES


def sources_of(request: Any) -> Any:
    """Those that a list can be narrowed to."""
    return Source.objects.visible_to(request.user)


class Name(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("collect.source", args=[instance.pk])


class Filters(WagtailFilterSet):
    health = ChoiceFilter(choices=list(HEALTH.items()), label=_("Health"), method="in_health")

    class Meta:
        model = Source
        fields: ClassVar = ["health", "language", "column"]

    def in_health(self, sources: Any, _name: str, health: str) -> Any:
        return sources.in_health(health)

    def filter_queryset(self, queryset: Any) -> Any:
        """Those that were deleted only when they are asked for."""
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("health") == "gone" else found.there()


class Sources(List):
    model = Source
    name = "collect.sources"
    permission = "collect.view_source"
    page_title = _("Sources")
    header_icon = "download"
    filterset_class = Filters
    search_fields = ["name", "url"]
    default_ordering = "name"
    export_filename = "sources"
    empty = Empty(
        title=_("Nothing is collected yet."),
        text=_("Add the address of a feed, and its articles come in as drafts by themselves."),
        url=reverse_lazy("collect.add_source"),
        label=_("Add a source"),
        icon="download",
    )
    columns = [
        Name("name", label=_("Name"), sort_key="name"),
        Badge("health", tones=HEALTH_TONES, labels=HEALTH, label=_("Health"), sort_key="failures"),
        When("planned", label=_("Next look"), sort_key="next_at"),
        When("last_ok", label=_("Last success"), sort_key="last_ok"),
        Number("found", label=_("Found"), sort_key="found"),
        Number("drafted", label=_("Drafts"), sort_key="drafted"),
        Number("duplicates", label=_("Duplicates"), sort_key="duplicates"),
        Number("refused", label=_("Refused"), sort_key="refused"),
        Column("column", label=_("Column"), accessor="column_said", sort_key="column"),
        Column("url", label=_("Address")),
    ]
    hidden = ("column", "url")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("collect.add_source"):
            return []
        return [
            HeaderButton(_("Add a source"), url=reverse("collect.add_source"), icon_name="plus"),
            HeaderButton(_("Collect one page"), url=reverse("collect.add_page"), icon_name="doc-empty"),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        out, many = reverse("collect.export_sources"), reverse("collect.add_sources")
        buttons = [Button(_("Export as OPML"), url=out, icon_name="download", priority=95)]
        if self.request.user.has_perm("collect.add_source"):
            buttons.append(Button(_("Add many sources"), url=many, icon_name="upload", priority=96))
        return [*super().header_more_buttons, *buttons]
