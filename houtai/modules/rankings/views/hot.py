"""The ranking at the desk."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Number, Percent, When
from houtai.modules.rankings.models import Place
from houtai.modules.rankings.views.public import columns


class Filters(WagtailFilterSet):
    column = django_filters.ChoiceFilter(
        field_name="subject__column", label=_("Column"), choices=lambda: [(name, name) for name in columns()]
    )
    simulated = django_filters.BooleanFilter(label=_("Simulated"), method="of_either")

    class Meta:
        model = Place
        fields: list[str] = []

    def of_either(self, rows: Any, _name: str, _value: bool) -> Any:
        """The list has chosen already: real and simulated places are never in one list."""
        return rows


class Title(TitleColumn):
    cell_template_name = "rankings/cell_title.html"


class Curve(Column):
    cell_template_name = "rankings/cell_curve.html"


class Climbed(Column):
    cell_template_name = "rankings/cell_climbed.html"


class Push(Column):
    """Leads to the push console with the article chosen."""

    cell_template_name = "rankings/cell_push.html"

    def get_value(self, instance: Any) -> str:
        return f"{reverse('wagtailadmin_home')}push/new/?subject={instance.subject_id}"


class HotList(List):
    model = Place
    name = "rankings.hot"
    permission = "rankings.view_place"
    page_title = _("Hot articles")
    header_icon = "order"
    filterset_class = Filters
    search_fields = ["subject__title"]
    default_ordering = "rank"
    export_filename = "hot-articles"

    @cached_property
    def columns(self) -> list[Any]:
        every = [
            Title("title", label=_("Article"), accessor="subject.title", width="32%"),
            Number("rank", label=_("Rank"), sort_key="rank"),
            Climbed("climbed", label=_("This hour")),
            Curve("curve", label=_("Views, 24 hours")),
            Percent("floor", label=_("Opened by at least"), sort_key="floor"),
            Percent("rate", label=_("Click rate"), sort_key="rate"),
            Percent("freshness", label=_("Freshness"), sort_key="freshness"),
            Number("shows", label=_("Shown to"), sort_key="shows"),
            Number("readers", label=_("Readers"), sort_key="readers"),
            Number("views", label=_("Views"), sort_key="views"),
            When(
                "published",
                label=pgettext_lazy("time", "Published"),
                accessor="subject.published",
                sort_key="subject__published",
            ),
            Column("column", label=_("Column"), accessor="subject.column", sort_key="subject__column"),
            Column("author", label=_("Author"), accessor="subject.author"),
            Column("score", label=_("Score"), sort_key="score"),
            When("at", label=_("Measured")),
        ]
        return [*every, Push("push", label=_("Push"))] if may_push(self.request) else every

    hidden = ("rate", "author", "score", "at", "shows", "views", "published")

    @property
    def empty(self) -> Empty:  # type: ignore[override]
        text = say(
            "Readers must have seen articles on the public pages and opened some. The list is renewed each minute."
        )
        return Empty(
            title=say("Nothing is hot yet."), text=text, url="/", label=say("To the public pages"), icon="order"
        )

    @cached_property
    def simulated(self) -> bool:
        asked = {"true": True, "false": False}.get(self.request.GET.get("simulated", ""))
        return Place.objects.all().only_simulated() if asked is None else asked

    def get_base_queryset(self) -> Any:
        rows = Place.objects.visible_to(self.request.user).filter(ranking__name="hot")
        return rows.filter(simulated=self.simulated).standing()

    def get_page_subtitle(self) -> str:
        return say("simulated") if self.simulated else ""

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(_("How it is ranked"), url=reverse("rankings.rule"), icon_name="help"),
            HeaderButton(_("Public page"), url=reverse("rankings:hot"), icon_name="view"),
        ]


def may_push(request: HttpRequest) -> bool:
    return catalog.offers("push.send") and bool(request.user.has_perm(catalog.action("push.send").permission))
