"""The list of audiences, the editor of one, and who belongs to it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.readers.conditions import BadCondition, Evaluation
from houtai.core.readers.forms import AudienceForm
from houtai.core.readers.models import Audience, Reader
from houtai.core.readers.views.editing import Editor
from houtai.core.readers.views.readers import ReaderList
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Number, When

SHOWN = 10_000


class Name(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        may = parent_context["request"].user.has_perm("readers.change_audience")
        return reverse("readers.audience" if may else "readers.members", args=[instance.pk])


class AudienceList(List):
    model = Audience
    name = "readers.audiences"
    permission = "readers.view_audience"
    page_title = _("Audiences")
    header_icon = "group"
    search_fields = ["name", "about", "condition"]
    default_ordering = "name"
    export_filename = "audiences"
    empty = Empty(
        title=_("There is no audience yet."),
        text=_(
            "An audience is a set of readers by a condition, such as who has a tag, or who came three times a week."
        ),
        url=reverse_lazy("readers.add_audience"),
        label=_("Add an audience"),
        icon="group",
    )
    columns = [
        Name("name", label=_("Name"), sort_key="name"),
        Number("size", label=_("Readers"), sort_key="size"),
        Number("played", label=_("Simulated"), accessor=lambda row: getattr(row, "played", None)),
        When("measured", label=_("Measured"), sort_key="measured"),
        Column("condition", label=_("Condition")),
        Column("trouble", label=_("Trouble")),
        Column("about", label=_("About")),
    ]
    hidden = ("about", "trouble")

    def get_table(self, object_list: Any) -> Any:
        """With the played readers of each, who are kept apart and so not in its count."""
        rows, evaluation = list(object_list), Evaluation(now=now(), simulated=True)
        for row in rows:
            row.played = counted(evaluation, row.name)
        return super().get_table(rows)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("readers.change_audience"):
            return []
        return [HeaderButton(_("Add an audience"), url=reverse("readers.add_audience"), icon_name="plus")]


def counted(evaluation: Evaluation, name: str) -> int | None:
    """Nothing where the condition cannot be worked out; the column of troubles says why."""
    try:
        return len(evaluation.within(name))
    except BadCondition:
        return None


class AudienceEditor(Editor):
    model = Audience
    form = AudienceForm
    kind = "audience"
    title = _("Add an audience")


class Members(ReaderList):
    """The readers of one audience now, of a very large one the first; simulated ones where there are no others."""

    name = "readers.members"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("readers.view_audience"):
            raise PermissionDenied
        self.audience = get_object_or_404(Audience.objects.visible_to(request.user), pk=kwargs["pk"])
        self.page_title = self.audience.name
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> Any:
        moment = now()
        members = self.audience.members(now=moment) or self.audience.members(now=moment, simulated=True)
        return Reader.objects.visible_to(self.request.user).filter(pk__in=list(members[:SHOWN]))

    def get_index_url(self) -> str:
        return reverse(self.name, args=[self.audience.pk])
