"""How one thing is read: its curve, where its readers come from, and what each push brought."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from houtai.core.work.models import Decision
from houtai.modules.insight.models.counted import Counted, cached
from houtai.modules.insight.models.day import begin
from houtai.modules.insight.models.figures import Figures
from houtai.modules.insight.models.span import Span
from houtai.modules.insight.views import told
from houtai.modules.insight.views.asked import PERIODS, Asked, Door
from houtai.modules.insight.views.traffic import switches

LATEST = 20


class SubjectPage(Door, TemplateView):
    template_name = "insight/subject.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, asked = self.request.user, Asked(self.request, "week")
        subject = get_object_or_404(told.subjects(user), pk=kwargs.pop("pk"))
        name = f"{subject.kind}:{subject.key}"
        found, then = (whole(each, name, asked.simulated) for each in (asked.span, asked.span.before()))
        decisions = Decision.objects.visible_to(user).filter(subject=subject).order_by("-id")[:LATEST]
        return super().get_context_data(
            asked=asked,
            periods=PERIODS,
            subject=subject,
            decisions=decisions,
            stats=told.stats(found, then),
            curve=told.curve(by_day(asked.span, found), by_day(asked.span.before(), then)),
            sources=told.sources(found, asked.own),
            hosts=told.hosts(found, asked.own),
            pushes=told.pushes(found, user),
            **switches(asked),
        )


def whole(span: Span, subject: str, simulated: bool) -> Figures:
    """Different visitors are told apart over the whole span."""
    return cached(begin(span.first), span.ends(span.last), simulated=simulated, subject=subject)


def by_day(span: Span, found: Figures) -> Counted:
    days: dict[date, dict[str, int]] = {}
    for hour, views in found.hours.items():
        days.setdefault(datetime.fromtimestamp(int(hour) * 3600, UTC).date(), {})[hour] = views
    parts = {day: Figures(views=sum(hours.values()), hours=hours) for day, hours in days.items()}
    return Counted(span=span, days=parts, missing=[])
