"""A table of the traffic page as a file that spreadsheets open."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.ui.export import MARK, safe_cell
from houtai.modules.insight.models.sources import LABELS, kind_of
from houtai.modules.insight.views import told
from houtai.modules.insight.views.asked import Asked, Door

MOST = 500


class Export(Door, View):
    """`table` is days, content or sources; the rest as on the page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        table, asked = request.GET.get("table", "days"), Asked(request)
        if table not in TABLES:
            raise Http404
        name = f"traffic-{table}-{asked.span.first}-{asked.span.last}{'-simulated' if asked.simulated else ''}.csv"
        response = HttpResponse(MARK, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        writer = csv.writer(response, quoting=csv.QUOTE_ALL)
        writer.writerows([safe_cell(cell) for cell in row] for row in TABLES[table](asked))
        return response


def days(asked: Asked) -> Iterator[list[Any]]:
    yield [_("Day"), _("Views"), _("Visitors"), _("Reads"), _("Seconds read"), _("Shares")]
    for day, found in sorted(asked.counted.days.items()):
        yield [day.isoformat(), found.views, found.visitors, found.reads, round(found.seconds), found.shares]


def content(asked: Asked) -> Iterator[list[Any]]:
    yield [_("Article"), _("Address"), _("Views"), _("Readers"), _("Seconds read")]
    for row in told.content(asked.counted.total(), asked.request.user, most=MOST):
        subject = row["subject"]
        yield [subject.title, subject.url, int(row["views"]), int(row["readers"]), round(row["seconds"])]


def sources(asked: Asked) -> Iterator[list[Any]]:
    yield [_("Source"), _("Host"), _("Views")]
    found = asked.counted.total()
    for host, views in sorted(found.hosts.items(), key=lambda row: (-row[1], row[0])):
        yield [str(LABELS[kind_of(host, own=asked.own)]), host, views]
    yield [str(LABELS["push"]), "", found.pushed]


TABLES = {"days": days, "content": content, "sources": sources}
