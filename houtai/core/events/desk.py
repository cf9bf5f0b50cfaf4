"""The desk page of what comes in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.mixins import Echo

from houtai.core.events.arrivals import SHOWN, backlog, newest
from houtai.core.events.flow import STEPS, Step, flow
from houtai.core.events.listed import FATES, PAGES, page
from houtai.core.events.log import event_log
from houtai.core.events.retention import Retention
from houtai.core.ui.charts import Chart
from houtai.core.ui.export import MARK, safe_cell

EXPORTED = 10_000
NOTHING: dict[str, Any] = {"rows": [], "previous": None, "next": None}
SPANS = {"hour": _("Last hour"), "day": _("Last day"), "week": _("Last 7 days")}


class Filters(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=40, required=False)
    subject = forms.CharField(label=_("Subject"), max_length=200, required=False)
    visitor = forms.IntegerField(label=_("Visitor"), required=False, min_value=-(2**63), max_value=2**63 - 1)
    p = forms.IntegerField(required=False, min_value=1, max_value=PAGES, widget=forms.HiddenInput)


class RetentionForm(forms.ModelForm):
    class Meta:
        model = Retention
        fields = ["days"]


class EventsPage(TemplateView):
    template_name = "events/arrivals.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("events.view_retention"):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        filters = Filters(request.GET)
        if filters.is_valid() and request.GET.get("export") == "csv":
            return exported(filters.cleaned_data)
        return self.render_to_response(self.get_context_data(filters=filters))

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("events.change_retention"):
            raise PermissionDenied
        form = RetentionForm(request.POST, instance=Retention.current())
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(filters=Filters({}), retention=form), status=422)
        form.save()
        messages.success(request, _("Kept. Older days are forgotten within a minute."))
        return redirect("events.arrivals")

    def get_context_data(self, *, filters: Filters, retention: Any = None, **kwargs: Any) -> dict[str, Any]:
        may_change = self.request.user.has_perm("events.change_retention")
        chosen, rows = span(self.request.GET.get("span", ""))
        wanted = dict(filters.cleaned_data) if filters.is_valid() else None
        chart = picture(rows)
        found = NOTHING if wanted is None else page(wanted, now=now(), user=self.request.user)
        return super().get_context_data(
            filters=filters,
            chart=chart,
            steps=[(step, SPANS[step.name]) for step in STEPS],
            chosen=chosen,
            backlog=backlog(),
            # Only now, for reading may have come upon some.
            damaged=event_log().damaged(),
            retention=(retention or RetentionForm(instance=Retention.current())) if may_change else None,
            **found,
            **kwargs,
        )


def span(name: str) -> tuple[Step, list[Any]]:
    """The steps that were asked for, else the first in which anything came in; and what came."""
    asked = [step for step in STEPS if step.name == name] or STEPS
    found = ((step, flow(step, now=now())) for step in asked)
    return next((pair for pair in found if any(any(row[1:]) for row in pair[1])), (asked[0], []))


def picture(rows: list[Any]) -> Chart:
    return Chart(
        kind="stacked",
        title=_("What came in"),
        columns=[_("Time"), _("Counted"), _("Bots"), _("Duplicates")],
        rows=rows,
        about=_("Events by when they were received, simulated ones too."),
        empty=_("Nothing came in. Put the tracker on your public pages, or send events with a key."),
    )


def exported(wanted: dict[str, Any]) -> StreamingHttpResponse:
    rows = newest(now=now(), **{name: wanted[name] for name in ("name", "subject", "visitor")}).limit(EXPORTED)
    answer = StreamingHttpResponse(written(rows.to_pyarrow().to_pylist()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="events.csv"'
    return answer


def written(rows: list[dict[str, Any]]) -> Iterator[Any]:
    writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
    yield MARK.encode()
    yield writer.writerow(SHOWN)
    for row in rows:
        cells = {**row, "at": row["at"].isoformat(), "fate": str(FATES[row["fate"]][0])}
        yield writer.writerow([safe_cell(cells[name]) for name in SHOWN])
