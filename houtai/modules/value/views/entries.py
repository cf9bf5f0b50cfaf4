"""The ledger as a list, and one line of it with every number behind it."""

from __future__ import annotations

from typing import Any

import django_filters
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from houtai.core.catalog.catalog import catalog
from houtai.core.ledger.evidence import CHOICES
from houtai.core.ledger.models import Entry
from houtai.core.ledger.models.entry import DIRECTIONS
from houtai.core.ledger.summary import part_label, told
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, When, Written
from houtai.modules.value.views.doors import Door
from houtai.modules.value.views.worth import described

TONES = {"A": "good", "B": "info", "C": "warn"}
RATE = {
    "rate.id": _("Number of the rate"),
    "rate.role": _("Role"),
    "rate.per_hour": _("Amount per hour, in small coins"),
    "rate.currency": _("Currency"),
    "rate.since": _("Since"),
    "rate.assumed": _("Assumed"),
}


def metric_choices() -> list[tuple[str, Any]]:
    return [(name, metric.label) for name, metric in catalog.metrics.items()]


def metric_label(name: str) -> Any:
    metric = catalog.metrics.get(name)
    return metric.label if metric else name


class EntryFilters(WagtailFilterSet):
    metric = django_filters.ChoiceFilter(choices=metric_choices, label=_("Metric"))
    direction = django_filters.ChoiceFilter(choices=DIRECTIONS, label=_("Direction"))
    evidence = django_filters.ChoiceFilter(choices=CHOICES, label=_("Evidence"))
    simulated = django_filters.BooleanFilter(label=_("Simulated"))

    class Meta:
        model = Entry
        fields: list[str] = []


class Number(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("value.entry", args=[instance.pk])


class EntryList(Door, List):
    model = Entry
    name = "value.entries"
    permission = "ledger.view_entry"
    page_title = _("Ledger")
    header_icon = "table"
    filterset_class = EntryFilters
    search_fields = ["part", "metric"]
    default_ordering = "-id"
    export_filename = "ledger"
    empty = Empty(
        title=_("The ledger has no lines yet."),
        text=_("It is closed every night. Hand a queue to a strategy, and its first line appears here."),
    )
    columns = [
        Number("id", label=_("Number"), sort_key="id"),
        Written("part", write=part_label, label=_("Part")),
        Written("metric", write=metric_label, label=_("Metric")),
        When("end", label=_("Until"), sort_key="end"),
        Column("value", label=_("Value"), sort_key="value", classname="h-number"),
        Column("low", label=_("At least"), classname="h-number"),
        Column("high", label=_("At most"), classname="h-number"),
        Column("unit", label=_("Unit")),
        Badge("evidence", tones=TONES, labels={}, label=_("Evidence")),
        Badge("simulated", tones={True: "warn"}, labels={True: _("Simulated"), False: _("Real")}, label=_("Time")),
        Column("direction", label=_("Direction"), accessor="get_direction_display"),
        Column("start", label=_("From")),
        Column("money", label=_("Money, in small coins"), classname="h-number"),
        Column("currency", label=_("Currency")),
        Column("money_evidence", label=_("Evidence of the money")),
        Column("formula", label=_("Formula"), accessor=told),
    ]
    hidden = ("direction", "start", "money", "currency", "money_evidence", "formula")

    @cached_property
    def shown(self) -> list[Any]:
        """A spreadsheet holds every column."""
        shown: list[Any] = list(self.columns) if "export" in self.request.GET else super().shown
        return shown


class EntryPage(Door, TemplateView):
    template_name = "value/entry.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = get_object_or_404(Entry.objects.visible_to(self.request.user), pk=kwargs["pk"])
        return super().get_context_data(row=described(entry), inputs=named(entry), **kwargs)


def named(entry: Entry) -> list[tuple[str, Any, Any]]:
    """Every number with the path that leads to it and what it is called, if anybody says so."""
    metric = catalog.metrics.get(entry.metric)
    terms = {**RATE, **getattr(metric, "terms", {})}
    return [(path, terms.get(path, ""), value) for path, value in flat(entry.inputs)]


def flat(inputs: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Every number with the path that leads to it."""
    pairs: list[tuple[str, Any]] = []
    for name, value in inputs.items():
        pairs += flat(value, f"{before}{name}.") if isinstance(value, dict) else [(f"{before}{name}", value)]
    return pairs
