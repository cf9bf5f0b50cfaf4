"""The calendar of what is planned: a month, a week, or a day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.timezone import localdate
from django.views.generic import TemplateView

from houtai.modules.content.actions import Assign, Reschedule
from houtai.modules.content.models import Article, Column
from houtai.modules.content.models.plan import DUE, EXPIRES, SCHEDULED, Planned, planned
from houtai.modules.content.models.working import assignees
from houtai.modules.content.views.spans import SPANS, Span, span_of

# What it takes to move them.
NEEDS = {SCHEDULED: Reschedule.permission, EXPIRES: Reschedule.permission, DUE: Assign.permission}
# In a cell of the month; the day's own page shows the others.
SHOWN = 6


@dataclass(kw_only=True)
class Day:
    date: date
    outside: bool = False
    today: bool = False
    items: list[Planned] = field(default_factory=list)
    more: int = 0

    def shortened(self, most: int) -> Day:
        return replace(self, items=self.items[:most], more=max(0, len(self.items) - most))


class Calendar(TemplateView):
    template_name = "content/calendar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, asked = self.request.user, self.request.GET
        if not user.has_perm("content.view_article"):
            raise Http404
        span, today = span_of(asked, today=localdate()), localdate()
        chosen = {name: asked[name] for name in ("column", "assignee") if asked.get(name, "").isdecimal()}
        articles = Article.objects.visible_to(user).filter(**{name: int(key[:18]) for name, key in chosen.items()})
        items = planned(articles, first=span.first, last=span.last)
        days, movable = days_of(span, items, today), [kind for kind, need in NEEDS.items() if user.has_perm(need)]
        context = {
            "span": span,
            "spans": [(name, label, self.link(span.named(name), chosen)) for name, label in SPANS.items()],
            "weeks": weeks(days, SHOWN if span.name == "month" else len(items)),
            "today": next((day for day in days if day.today), None),
            "links": {name: self.link(to, chosen) for name, to in [("here", span), *span.around(today).items()]},
            "here": self.request.path + self.link(span, chosen),
            "chosen": chosen,
            "columns": Column.objects.worked_on_by(user),
            "people": assignees(Article.objects.visible_to(user)),
            "empty": not items,
            "movable": movable,
            "moving": next((item for item in items if item.key == asked.get("move") and item.kind in movable), None),
            "undo": self.request.session.pop("content.undo", ""),
        }
        return super().get_context_data(**context, **kwargs)

    def link(self, span: Span, chosen: dict[str, str]) -> str:
        return f"?{urlencode({'span': span.name, 'day': span.day.isoformat(), **chosen})}"


def days_of(span: Span, items: list[Planned], today: date) -> list[Day]:
    count = (span.last - span.first).days + 1
    dates = [span.first + timedelta(days=n) for n in range(count)]
    days = {one: Day(date=one, outside=span.leaves_out(one), today=one == today) for one in dates}
    for item in items:
        days[item.day].items.append(item)
    return list(days.values())


def weeks(days: list[Day], most: int) -> list[list[Day]]:
    return [[day.shortened(most) for day in days[at : at + 7]] for at in range(0, len(days), 7)]
