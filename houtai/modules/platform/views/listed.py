"""The list of all workspaces."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, Number, When, Written
from houtai.core.workspaces.hosts import spoken
from houtai.core.workspaces.models import Member, Workspace
from houtai.modules.platform.views.doors import PERMISSION, Door
from houtai.modules.platform.views.shown import STATES, TONES, name_of, size_of, written_size


class Name(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("platform.workspace", args=[instance.pk])


class Filters(WagtailFilterSet):
    class Meta:
        model = Workspace
        fields: ClassVar = ["state", "engine"]


class Listed(Door, List):
    model = Workspace
    name = "platform.workspaces"
    permission = PERMISSION
    page_title = _("Workspaces")
    header_icon = "desktop"
    filterset_class = Filters
    search_fields = ["name", "id", "hosts__name"]
    default_ordering = "-created_at"
    export_filename = "workspaces"
    empty = Empty(
        title=_("There is no other workspace yet."),
        text=_("A workspace is a back office of its own: its own articles, readers and members."),
        url=reverse_lazy("platform.make_workspace"),
        label=_("Make a workspace"),
        icon="desktop",
    )
    columns = [
        Name("name", label=_("Name"), sort_key="name", accessor=name_of),
        Badge("state", tones=TONES, labels=STATES, label=_("State"), sort_key="state"),
        Column("hosts", label=_("Host names"), accessor=lambda row: ", ".join(spoken(host.pk) for host in hosts(row))),
        Number("count", label=_("Members"), sort_key="count"),
        Written("size", write=written_size, label=_("Size"), accessor=size_of, classname="h-number"),
        Column("engine", label=_("Database"), accessor="get_engine_display", sort_key="engine"),
        When("created_at", label=_("Made"), sort_key="created_at"),
        When("since", label=_("In this state since"), sort_key="since"),
        Column("id", label=_("Id")),
    ]
    hidden = ("since", "id")

    def get_base_queryset(self) -> Any:
        counts = Member.objects.filter(workspace=OuterRef("pk"), active=True).order_by().values("workspace")
        members = Subquery(counts.annotate(count=Count("pk")).values("count"))
        rows = super().get_base_queryset().annotate(count=Coalesce(members, 0))
        # A workspace with two names that match is one row.
        return rows.prefetch_related("hosts").distinct()

    @property
    def header_buttons(self) -> list[HeaderButton]:
        several = {"url": reverse("platform.several"), "icon_name": "tasks", "icon_only": True}
        return [
            HeaderButton(_("Make a workspace"), url=reverse("platform.make_workspace"), icon_name="plus"),
            HeaderButton(_("Suspend or resume several"), **several),
        ]


def hosts(workspace: Workspace) -> list[Any]:
    return sorted(workspace.hosts.all(), key=lambda host: str(host.pk))
