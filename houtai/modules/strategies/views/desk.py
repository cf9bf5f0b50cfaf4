"""The list of strategies and their editor."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import Listing
from houtai.core.ui.tables import Badge, Number, When, Written
from houtai.core.work.templatetags.work import queue_label
from houtai.core.work.views import editing
from houtai.core.work.views.doors import NoChooser, behind_door
from houtai.modules.strategies.models import Stage, Strategy
from houtai.modules.strategies.views.presets import Create, WithPresets

TONES = {Stage.LIVE: "good", Stage.SHADOW: "info", Stage.PAUSED: "warn", Stage.DRAFT: "plain", Stage.RETIRED: "plain"}


class StrategyFilters(WagtailFilterSet):
    standing__stage = ChoiceFilter(choices=Stage.choices, label=gettext_lazy("Stage"))

    class Meta:
        model = Strategy
        fields = ["queue"]


class StrategyIndex(WithPresets, Listing, IndexView):
    related = ("standing", "latest_revision", "locked_by")
    hidden = ("bound", "audit")
    default_ordering = "name"
    search_fields = ("name", "about")
    search_backend_name = None
    filterset_class = StrategyFilters
    export_filename = "strategies"
    empty = Empty(
        title=gettext_lazy("There are no strategies yet."),
        text=gettext_lazy(
            "A strategy decides in people's place, in a queue, as a campaign that sends at set times, or as a test. "
            "Write its rules, publish it, then start it in shadow."
        ),
    )

    @cached_property
    def columns(self) -> list[Any]:
        return [
            NameColumn("name", label=gettext_lazy("Name"), sort_key="name"),
            Written("queue", accessor="kind", write=kind_of, label=gettext_lazy("Queue"), sort_key="queue"),
            Badge(
                "stage",
                tones=TONES,
                labels=dict(Stage.choices),
                label=gettext_lazy("Stage"),
                sort_key="standing__stage",
            ),
            When("since", accessor="standing.since", label=gettext_lazy("Since"), sort_key="standing__since"),
            Number("bound", unit="%", label=gettext_lazy("Agreement asked for"), sort_key="bound"),
            Number("audit", unit="%", label=gettext_lazy("Left to people"), sort_key="audit"),
        ]


KINDS = {"campaign": gettext_lazy("Campaign"), "test": gettext_lazy("Test")}


def kind_of(kind: str) -> Any:
    return KINDS.get(kind) or queue_label(kind)


class NameColumn(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("strategies.strategy", args=[instance.pk])


class Revert(editing.Revert, editing.Edit):
    pass


class StrategyViews(SnippetViewSet):
    model = Strategy
    icon = "cogs"
    menu_label = gettext_lazy("All strategies")
    index_view_class = StrategyIndex
    add_view_class = Create
    edit_view_class = editing.Edit
    revisions_revert_view_class = Revert
    delete_view_class = editing.Delete
    unpublish_view_class = editing.Unpublish
    revisions_unschedule_view_class = editing.Unschedule
    chooser_viewset_class = NoChooser
    inspect_view_enabled = True
    copy_view_enabled = True
    index_template_name = "ui/list.html"
    index_results_template_name = "ui/list_results.html"
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    HelpPanel(
                        content=gettext_lazy(
                            "Say what is decided by rules over what is known of each item. After you publish it, start "
                            "it in shadow: it decides, does nothing, and is compared with people until you promote it. "
                            "With a queue it needs rules alone. Without one it is a campaign and needs the parts When, "
                            "Candidates, Audience, at least one rule, and what it sends. With the part Test it tests."
                        )
                    ),
                    FieldPanel("name"),
                    FieldPanel("about"),
                    FieldPanel("queue"),
                    HelpPanel(
                        content=gettext_lazy(
                            "The first rule whose conditions all hold decides. When none holds, people do; "
                            "a campaign then sends nothing."
                        )
                    ),
                    FieldPanel("parts"),
                ],
                heading=gettext_lazy("Rules"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("bound"), FieldPanel("audit"), FieldPanel("most")],
                        heading=gettext_lazy("In a queue"),
                        help_text=gettext_lazy("A campaign has its guardrails among its parts."),
                    )
                ],
                heading=gettext_lazy("Guardrails"),
            ),
        ]
    )

    def get_queryset(self, request: Any) -> Any:
        return Strategy.objects.visible_to(request.user).select_related("standing")

    def construct_view(self, view_class: type, **kwargs: Any) -> Any:
        return super().construct_view(behind_door(view_class), **kwargs)
