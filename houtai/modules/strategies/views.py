"""Desk pages: the list of strategies, their editor, and the page that shows one at work."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from houtai.core.catalog.catalog import UnknownName, catalog
from houtai.core.ui.charts import Chart
from houtai.core.work.models import Decision
from houtai.modules.strategies.models import Look, Stage, Strategy
from houtai.modules.strategies.models.agreement import Agreement

STEPS = ("strategies.shadow", "strategies.promote", "strategies.step_back", "strategies.pause", "strategies.retire")
TONES = {Stage.LIVE: "good", Stage.SHADOW: "info", Stage.PAUSED: "warn", Stage.DRAFT: "plain", Stage.RETIRED: "plain"}


class StrategyIndex(IndexView):
    def get_base_queryset(self) -> Any:
        return Strategy.objects.visible_to(self.request.user).select_related("standing", "latest_revision", "locked_by")


class NameColumn(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("strategies.strategy", args=[instance.pk])


class StrategyViews(SnippetViewSet):
    model = Strategy
    icon = "cogs"
    menu_label = gettext_lazy("All strategies")
    index_view_class = StrategyIndex
    ordering = ["name"]
    search_fields = ["name"]
    list_filter = ["queue", "standing__stage"]
    inspect_view_enabled = True
    copy_view_enabled = True
    list_display = [
        NameColumn("name", label=gettext_lazy("Name"), sort_key="name"),
        Column("get_queue_display", label=gettext_lazy("Queue"), accessor="get_queue_display"),
        Column("stage", label=gettext_lazy("Stage"), accessor="standing.get_stage_display", sort_key="standing__stage"),
        Column("since", label=gettext_lazy("Since"), accessor="standing.since"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name"),
                    FieldPanel("about"),
                    FieldPanel("queue"),
                    HelpPanel(
                        content=gettext_lazy(
                            "The first rule whose conditions all hold decides. When none holds, people do."
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
                        heading=gettext_lazy("Guardrails"),
                    )
                ],
                heading=gettext_lazy("Guardrails"),
            ),
        ]
    )

    def get_queryset(self, request: Any) -> Any:
        return Strategy.objects.visible_to(request.user).select_related("standing")


class StrategyPage(TemplateView):
    """One strategy at work: its stage, how far people agree, what it did and why."""

    template_name = "strategies/strategy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        strategy = get_object_or_404(
            Strategy.objects.visible_to(user).select_related("standing__answers"), pk=kwargs["pk"]
        )
        try:
            queue = strategy.word
        except UnknownName as error:
            raise Http404 from error
        agreement = strategy.agreement()
        context = {"strategy": strategy, "queue": queue, "agreement": agreement, "tone": TONES[strategy.standing.stage]}
        context |= {"steps": steps(strategy, user), "rules": rules_of(agreement), "chart": agreement_chart(agreement)}
        context |= {
            "looks": looks_of(strategy, self.request.GET.get("fate", "")),
            "disagreements": disagreements(agreement),
        }
        context |= {"edit_url": strategy.snippet_viewset.get_url_name("edit")}
        context |= {"history": history(strategy), "waiting": strategy.word.visible_to(user).count()}
        return super().get_context_data(**context, **kwargs)


def steps(strategy: Strategy, user: Any) -> list[Any]:
    """The next steps in its life that this person may take."""
    actions = [catalog.action(name) for name in STEPS]
    return [action for action in actions if action.possible(strategy) and user.has_perm(action.permission)]


def rules_of(agreement: Agreement) -> list[tuple[str, Agreement]]:
    return sorted(agreement.by_rule().items(), key=lambda pair: -pair[1].asked)


def agreement_chart(agreement: Agreement) -> Chart:
    """Agreement over the last 20 pairs, along the pairs, beside the bound."""
    answers = [pair.agrees for pair in agreement.pairs]
    windows = [(number, answers[max(0, number - 20) : number]) for number in range(1, len(answers) + 1)]
    return Chart(
        kind="line",
        title=_("Agreement with people"),
        about=_("Share of the last 20 comparisons in which people decided as the strategy would have."),
        style="percent",
        columns=[_("Comparison"), _("Agreement"), _("Asked for")],
        rows=[[str(number), sum(window) / len(window), agreement.bound] for number, window in windows],
        empty=_("No comparison yet. Start it in shadow and decide some of what waits."),
    )


def looks_of(strategy: Strategy, fate: str) -> Any:
    looks = Look.objects.filter(strategy=strategy).select_related("subject", "run").order_by("-id")
    return looks.filter(fate=fate)[:50] if fate else looks[:50]


def disagreements(agreement: Agreement) -> list[Any]:
    return [pair for pair in reversed(agreement.pairs) if not pair.agrees][:20]


def history(strategy: Strategy) -> Any:
    rows = Decision.objects.done().filter(subject__kind="strategies.strategy", subject__key=str(strategy.pk))
    return rows.select_related("user")[:20]
