"""How one thing is read: its curve, where its readers come from, and what each push brought."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from houtai.core.work.models import Decision
from houtai.modules.insight.views import told
from houtai.modules.insight.views.asked import PERIODS, Asked, Door
from houtai.modules.insight.views.traffic import changes, switches

LATEST = 20


class SubjectPage(Door, TemplateView):
    template_name = "insight/subject.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, asked = self.request.user, Asked(self.request, "week")
        subject = get_object_or_404(told.subjects(user), pk=kwargs.pop("pk"))
        name = f"{subject.kind}:{subject.key}"
        now, before = (
            each.figures(simulated=asked.simulated, subject=name) for each in (asked.span, asked.span.before())
        )
        found = now.total()
        decisions = Decision.objects.visible_to(user).filter(subject=subject).order_by("-id")[:LATEST]
        return super().get_context_data(
            asked=asked,
            periods=PERIODS,
            subject=subject,
            decisions=decisions,
            stats=changes(now, before),
            curve=told.curve(now, before),
            sources=told.sources(found, asked.own),
            hosts=told.hosts(found, asked.own),
            pushes=told.pushes(found, user),
            **switches(asked),
        )
