"""How the looks at a source went, day by day, as pictures."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from houtai.core.ui.charts import Chart
from houtai.modules.collect.models.fetch import Fetch
from houtai.modules.collect.models.source import Source

DAYS = 30
STATES = ("done", "unchanged", "failed")


def charts(source: Source, *, now: datetime) -> list[Chart]:
    """Looks and drafts of the last 30 days, by the days of the reader's time zone; two charts, from one query."""
    looks: Counter[tuple[date, str]] = Counter()
    drafts: Counter[date] = Counter()
    rows = Fetch.objects.filter(source=source, at__gt=now - timedelta(days=DAYS)).order_by()
    days = rows.annotate(day=TruncDate("at")).values_list("day", "status")
    for day, status, number, drafted in days.annotate(Count("id"), Sum("drafted")):
        looks[day, status] += number
        drafts[day] += drafted
    every = [localdate(now) - timedelta(days=ago) for ago in reversed(range(DAYS))] if looks else []
    return [
        Chart(
            kind="stacked",
            title=_("Looks by day"),
            columns=[_("Day"), _("With something new"), _("Nothing new"), _("Failed")],
            rows=[[day, *(looks[day, state] for state in STATES)] for day in every],
            about=_("How often the source was looked at in the last 30 days, and how that went."),
        ),
        Chart(
            kind="bar",
            title=_("New drafts by day"),
            columns=[_("Day"), _("Drafts")],
            rows=[[day, drafts[day]] for day in every],
            about=_("How many drafts the source brought on each of the last 30 days."),
        ),
    ]
