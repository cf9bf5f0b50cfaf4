"""What somebody asks insight for, from the address: which days, real or simulated; and who may ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from houtai.modules.insight.forms import DatesForm
from houtai.modules.insight.models.counted import Counted
from houtai.modules.insight.models.span import Span

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

    @property
    def dates(self) -> dict[str, Any]:
        span = self.period_span
        return {"start": span.first, "end": span.last}

    @cached_property
    def period(self) -> str:
        """The name of one of PERIODS; empty when dates were given."""
        name = self.request.GET.get("period", self.usual)
        known = name if name in {period[0] for period in PERIODS} else self.usual
        return "" if "start" in self.request.GET and self.form.is_valid() else known

    @property
    def period_span(self) -> Span:
        name = self.request.GET.get("period", self.usual)
        _name, _label, first, last = next((each for each in PERIODS if each[0] == name), PERIODS[0])
        today = self.now.date()
        return Span.of(today - timedelta(days=first), today - timedelta(days=last), now=self.now)

    @cached_property
    def span(self) -> Span:
        if self.period:
            return self.period_span
        return Span.of(self.form.cleaned_data["start"], self.form.cleaned_data["end"], now=self.now)

    @cached_property
    def simulated(self) -> bool:
        """Simulated readers when they are asked for, or when there were no others in this span."""
        asked = self.request.GET.get("simulated")
        if asked in ("true", "false"):
            return asked == "true"
        return not self.span.figures(simulated=False).days_with_views() and bool(
            self.span.figures(simulated=True).days_with_views()
        )

    @cached_property
    def counted(self) -> Counted:
        return self.span.figures(simulated=self.simulated)

    @cached_property
    def before(self) -> Counted:
        return self.span.before().figures(simulated=self.simulated)

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
