"""The decision log: a list with filters, search and export, and a page for one decision."""

from __future__ import annotations

from typing import Any

import django_filters
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.empty import Empty
from houtai.core.ui.figures import duration
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, When, Written
from houtai.core.work.models import Decision
from houtai.core.work.models.decision import Mode
from houtai.core.work.templatetags.work import action_label, as_fact, fact_label, queue_label

TONES = {Mode.DONE: "good", Mode.SHADOW: "info", Mode.AUDIT: "warn"}


def action_choices() -> list[tuple[str, Any]]:
    return [(name, action.label) for name, action in catalog.actions.items()]


def queue_choices() -> list[tuple[str, Any]]:
    return [(name, queue.label) for name, queue in catalog.queues.items()]


class DecisionFilters(WagtailFilterSet):
    action = django_filters.ChoiceFilter(choices=action_choices, label=_("Action"))
    queue = django_filters.ChoiceFilter(choices=queue_choices, label=_("Queue"))
    mode = django_filters.ChoiceFilter(choices=Mode.choices, label=_("Mode"))
    actor = django_filters.ChoiceFilter(
        choices=[("person", _("Person")), ("strategy", _("Strategy")), ("system", _("Houtai"))], label=_("Who")
    )
    simulated = django_filters.BooleanFilter(label=_("Simulated"))
    strategy = django_filters.CharFilter(label=_("Strategy"))
    since = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="gte", label=_("From"))
    until = django_filters.IsoDateTimeFilter(field_name="at", lookup_expr="lt", label=_("Before"))

    class Meta:
        model = Decision
        fields: list[str] = []


class Number(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("work.decision", args=[instance.pk])


class DecisionLog(List):
    model = Decision
    name = "work.decisions"
    permission = "work.view_decision"
    page_title = _("Decision log")
    header_icon = "history"
    related = ("subject",)
    filterset_class = DecisionFilters
    search_fields = ["subject__title", "because", "rule"]
    default_ordering = "-id"
    export_filename = "decisions"
    empty = Empty(
        title=_("Nobody has decided anything yet."), text=_("Decisions appear here as people and strategies make them.")
    )
    columns = [
        Number("id", label=_("Number"), sort_key="id"),
        When("at", label=_("When"), sort_key="at"),
        Written("action", write=action_label, label=_("Action")),
        Column("subject", label=_("Subject")),
        Column("by", label=_("Who")),
        Badge("mode", tones=TONES, labels=dict(Mode.choices), label=_("Mode")),
        Column("rule", label=_("Rule")),
        Column("because", label=_("Because")),
        Written("queue", write=queue_label, label=_("Queue")),
        Column("simulated", label=_("Simulated")),
    ]
    hidden = ("queue", "simulated", "because")


class DecisionPage(TemplateView):
    template_name = "work/decision.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Decision.objects.visible_to(self.request.user).select_related(
            "subject", "user", "second", "undone_by", "undoes"
        )
        decision = get_object_or_404(rows, pk=kwargs["pk"])
        others = rows.filter(subject=decision.subject)[:20]
        facts = [(fact_label(name), as_fact(value)) for name, value in decision.facts.items() if value is not None]
        context = {
            "decision": decision,
            "others": others,
            "facts": facts,
            "about": about(decision),
            "undoable": decision.can_be_undone,
        }
        return super().get_context_data(**context, **kwargs)


def about(decision: Decision) -> list[tuple[str, Any]]:
    pairs = [
        (say("When"), decision.at),
        (say("Who"), decision.by),
        (say("Second person"), decision.second),
        (say("Queue"), queue_label(decision.queue)),
        (say("Outcome"), decision.outcome),
        (say("Rule"), decision.rule),
        (say("Because"), decision.because),
        (say("Touch time"), decision.touch_ms and duration(decision.touch_ms / 1000)),
        (say("Takes back"), told(decision.undoes)),
        (say("Taken back by"), told(getattr(decision, "undone_by", None))),
    ]
    return [(label, value) for label, value in pairs if value]


def told(decision: Decision | None) -> str:
    return f"{decision.id}: {action_label(decision.action)}" if decision else ""
