"""Which workspaces use which module: a list for those who look after all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.charts import Chart
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Number, When, Written
from houtai.core.workspaces.models import Use, Workspace
from houtai.modules.platform.views.doors import Door

MONTHS = 12


def module_label(name: str) -> str:
    module = catalog.modules.get(name)
    return str(module.label) if module else name


def module_choices() -> list[tuple[str, Any]]:
    return [(name, module.label) for name, module in catalog.optional.items()]


def pairs(uses: QuerySet[Use]) -> Any:
    """The latest month of each workspace and module, with `since`, `total` and `made` of all their months."""
    same = Use.objects.filter(workspace=OuterRef("workspace"), module=OuterRef("module")).order_by()
    summed = same.values("module").annotate(total=Sum("count"), made=Sum("decisions"))
    names = Workspace.objects.filter(pk=OuterRef("workspace"))
    return uses.filter(~Exists(same.filter(month__gt=OuterRef("month")))).annotate(
        name=Subquery(names.values("name")[:1]),
        key=F("workspace_id"),
        since=Subquery(same.order_by("month").values("first_at")[:1]),
        total=Subquery(summed.values("total")),
        made=Subquery(summed.values("made")),
    )


class Name(TitleColumn):
    def get_value(self, instance: Any) -> str:
        return instance.name or str(_("deleted: %(key)s") % {"key": instance.key})

    def get_link_url(self, instance: Any, parent_context: Any) -> str | None:
        return reverse("platform.modules", args=[instance.key]) if instance.name else None


class UseFilters(WagtailFilterSet):
    module = django_filters.ChoiceFilter(choices=module_choices, label=_("Module"))

    class Meta:
        model = Use
        fields: Sequence[str] = []


class ModuleUses(Door, List):
    model = Use
    name = "platform.uses"
    permission = "workspaces.change_workspace"
    page_title = _("Modules in use")
    header_icon = "table"
    template_name = "platform/uses.html"
    filterset_class = UseFilters
    default_ordering = "-last_at"
    export_filename = "modules-in-use"
    empty = Empty(
        title=_("No module was used yet."),
        text=_("Requests to a module's pages and decisions by its actions are counted, and written down each minute."),
    )
    columns = [
        Name("name", label=_("Workspace"), sort_key="name"),
        Written("module", write=module_label, label=_("Module"), sort_key="module"),
        When("since", label=_("Since"), sort_key="since"),
        When("last_at", label=_("Last"), sort_key="last_at"),
        Number("count", label=_("In its last month"), sort_key="count"),
        Number("total", label=_("In all"), sort_key="total"),
        Number("made", label=_("Decisions among them"), sort_key="made"),
        Written("key", write=str, label=_("Key of the workspace")),
    ]
    hidden = ("key",)

    def get_base_queryset(self) -> Any:
        return pairs(Use.objects.visible_to(self.request.user))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        return {**context, "chart": by_month()}


def by_month() -> Chart:
    rows = Use.objects.values("month").order_by("-month").annotate(pairs=Count("id"))[:MONTHS]
    told = [[date_format(row["month"], "YEAR_MONTH_FORMAT"), row["pairs"]] for row in reversed(rows)]
    return Chart(
        kind="bar",
        title=_("Modules in use, by month"),
        about=_("Pairs of a workspace and a module that it used in the month."),
        columns=[_("Month"), _("Pairs")],
        rows=told,
        empty=_("Nothing was used yet."),
    )
