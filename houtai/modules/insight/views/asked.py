"""What somebody asks insight for, from the address: which days, real or simulated; and who may ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from houtai.core.events.commits import newest
from houtai.modules.insight.forms import DatesForm
from houtai.modules.insight.models.counted import Counted
from houtai.modules.insight.models.span import Span

LOOKED_AT = 3
PERIODS: tuple[tuple[str, Any, int, int], ...] = (
    ("today", _("Today"), 0, 0),
    ("yesterday", _("Yesterday"), 1, 1),
    ("week", _("7 days"), 6, 0),
    ("month", _("30 days"), 29, 0),
)


class Door:
    """Mix it in before a view: without the permission the page does not exist."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("insight.view_day"):
            raise Http404
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


@dataclass(frozen=True)
class Asked:
    request: HttpRequest
    usual: str = "today"

    @cached_property
    def now(self) -> datetime:
        return now()

    @cached_property
    def form(self) -> DatesForm:
        query = self.request.GET
        return DatesForm(query if "start" in query else None, initial=self.dates)

    @cached_property
    def opens(self) -> Span | None:
        """The newest day with views, where nothing was asked for and nobody has come today: no page opens empty."""
        if self.usual != "today" or {"period", "start"} & set(self.request.GET):
            return None
        today = self.now.date()
        spans = (Span.of(day, day, now=self.now) for day in newest_days(today))
        found = next((span for span in spans if any(self.come(span, simulated=kind) for kind in self.kinds)), None)
        return None if found is None or found.first == today else found

    def come(self, span: Span, *, simulated: bool) -> bool:
        """Whether anybody has."""
        return self.figures(span, simulated).days_with_views() > 0

    def figures(self, span: Span, simulated: bool) -> Counted:
        """Asked of the database once."""
        key = span, simulated
        if key not in self.found:
            self.found[key] = span.figures(simulated=simulated)
        return self.found[key]

    @cached_property
    def found(self) -> dict[tuple[Span, bool], Counted]:
        return {}

    @property
    def kinds(self) -> tuple[bool, ...]:
        """Simulated or not; both when that was not said."""
        return {"true": (True,), "false": (False,)}.get(self.request.GET.get("simulated", ""), (False, True))

    @property
    def now_too(self) -> bool:
        """Whether what happens just now belongs to what was asked for."""
        return self.span.last == self.now.date()

    @property
    def dates(self) -> dict[str, Any]:
        span = self.period_span
        return {"start": span.first, "end": span.last}

    @cached_property
    def period(self) -> str:
        """The name of one of PERIODS; empty when dates were given."""
        if self.opens:
            return ""
        name = self.request.GET.get("period", self.usual)
        known = name if name in {period[0] for period in PERIODS} else self.usual
        return "" if "start" in self.request.GET and self.form.is_valid() else known

    @property
    def period_span(self) -> Span:
        if self.opens:
            return self.opens
        name = self.request.GET.get("period", self.usual)
        _name, _label, first, last = next((each for each in PERIODS if each[0] == name), PERIODS[0])
        today = self.now.date()
        return Span.of(today - timedelta(days=first), today - timedelta(days=last), now=self.now)

    @cached_property
    def span(self) -> Span:
        if self.period or self.opens:
            return self.period_span
        return Span.of(self.form.cleaned_data["start"], self.form.cleaned_data["end"], now=self.now)

    @cached_property
    def simulated(self) -> bool:
        """Simulated readers when they are asked for, or when there were no others in this span."""
        if len(self.kinds) == 1:
            return self.kinds[0]
        return not self.come(self.span, simulated=False) and self.come(self.span, simulated=True)

    @cached_property
    def counted(self) -> Counted:
        return self.figures(self.span, self.simulated)

    @cached_property
    def before(self) -> Counted:
        return self.figures(self.span.before(), self.simulated)

    @property
    def own(self) -> set[str]:
        """Host names of ours."""
        return {self.request.get_host().partition(":")[0], settings.URL.hostname or ""}

    def query(self, **changes: str) -> str:
        """This question with changes, as the query of an address."""
        query = self.request.GET.copy()
        for name, value in changes.items():
            query[name] = value
        return query.urlencode()


def newest_days(today: date) -> list[date]:
    """Of those with events, today's at most."""
    return sorted((day for day in newest() if day <= today), reverse=True)[:LOOKED_AT]
