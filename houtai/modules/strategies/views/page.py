"""The page that shows one strategy at work."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.charts import Chart
from houtai.core.work.models import Decision, Subject
from houtai.core.work.models.subject import beyond
from houtai.modules.strategies.models import Look, Strategy
from houtai.modules.strategies.models.agreement import Agreement
from houtai.modules.strategies.views.campaign import campaign_at_work
from houtai.modules.strategies.views.desk import TONES
from houtai.modules.strategies.views.trials import trials_at_work

STEPS = ("strategies.shadow", "strategies.promote", "strategies.step_back", "strategies.pause", "strategies.retire")


class StrategyPage(TemplateView):
    """One strategy at work: its stage, how far people agree, what it did and why."""

    def get_template_names(self) -> list[str]:
        return [f"strategies/{'strategy' if self.strategy.queue else self.strategy.kind}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        seen = Strategy.objects.visible_to(user).select_related("standing__answers")
        self.strategy = strategy = get_object_or_404(seen, pk=kwargs["pk"])
        agreement = strategy.agreement()
        context = {
            "strategy": strategy,
            "tone": TONES[strategy.standing.stage],
            "steps": steps(strategy, user, fallen=agreement.fallen),
            "looks": looks_of(strategy, user, self.request.GET.get("fate", "")),
            "history": history(strategy),
            "may_edit": user.has_perm("strategies.change_strategy"),
            "edit_url": strategy.snippet_viewset.get_url_name("edit"),
        }
        return super().get_context_data(**context, **self.at_work(agreement), **kwargs)

    def at_work(self, agreement: Agreement) -> dict[str, Any]:
        user = self.request.user
        if self.strategy.is_test:
            return trials_at_work(self.strategy, user, self.request.GET.get("trial", ""))
        if self.strategy.is_campaign:
            return campaign_at_work(self.strategy, user)
        return queue_at_work(self.strategy, user, agreement)


def queue_at_work(strategy: Strategy, user: Any, agreement: Agreement) -> dict[str, Any]:
    return {
        "queue": catalog.queues.get(strategy.queue),
        "agreement": agreement,
        "rules": rules_of(agreement),
        "chart": agreement_chart(agreement),
        "disagreements": disagreements(agreement, user),
    }


def steps(strategy: Strategy, user: Any, *, fallen: bool) -> list[Any]:
    """The next steps in its life that this person may take; what has fallen is not offered for promotion."""
    actions = [catalog.action(name) for name in STEPS if not (fallen and name == "strategies.promote")]
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


def looks_of(strategy: Strategy, user: Any, fate: str) -> Any:
    """The newest looks, as far as this person may see what was looked at."""
    looks = Look.objects.filter(strategy=strategy).exclude(beyond(user, "subject__"))
    looks = looks.select_related("subject", "run").order_by("-id")
    return looks.filter(fate=fate)[:50] if fate else looks[:50]


def disagreements(agreement: Agreement, user: Any) -> list[Any]:
    pairs, hidden = [pair for pair in reversed(agreement.pairs) if not pair.agrees][:20], set()
    if out := beyond(user):
        known = Subject.objects.filter(out, pk__in=[pair.subject for pair in pairs])
        hidden = set(known.values_list("pk", flat=True))
    return [pair for pair in pairs if pair.subject not in hidden]


def history(strategy: Strategy) -> Any:
    return Decision.objects.done().filter(subject__kind="strategies.strategy", subject__key=str(strategy.pk))[:20]
