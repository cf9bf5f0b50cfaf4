"""The home of traffic: what happens now, what happened in a span of days, and how that compares."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from houtai.core.ui.charts import Chart
from houtai.modules.insight.models import live as happening
from houtai.modules.insight.models.counted import Counted
from houtai.modules.insight.views import told
from houtai.modules.insight.views.asked import PERIODS, Asked, Door

MINUTES = 30


class TrafficPage(Door, TemplateView):
    template_name = "insight/traffic.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = Asked(self.request)
        found, user = asked.counted.total(), self.request.user
        pictures = {
            "curve": told.curve(asked.counted, asked.before),
            "sources": told.sources(found, asked.own),
            "devices": told.devices(found),
        }
        rows = {
            "stats": stats(asked),
            "content": told.content(found, user),
            "hosts": told.hosts(found, asked.own),
            "pushes": told.pushes(found, user),
        }
        return super().get_context_data(
            asked=asked, periods=PERIODS, **switches(asked), **live(asked), **pictures, **rows
        )


def stats(asked: Asked) -> list[told.Stat]:
    return changes(asked.counted, asked.before)


def changes(now: Counted, then: Counted) -> list[told.Stat]:
    days = {"days": len(now.days), "old_days": len(then.days)}
    return told.stats(now.total(), then.total(), known=not then.missing, **days)


def switches(asked: Asked) -> dict[str, str]:
    kind = {"simulated": "true" if asked.simulated else "false"}
    return {
        "other": asked.query(simulated="false" if asked.simulated else "true"),
        "kind": kind["simulated"],
        "export": asked.query(**kind, table=""),
    }


def live(asked: Asked) -> dict[str, Any]:
    """Not kept: it is what happens now."""
    since = asked.now - timedelta(minutes=MINUTES)
    now = happening.live(now=asked.now, since=since, simulated=asked.simulated)
    last = int(asked.now.timestamp()) // 60
    each = range(last - MINUTES + 1, last + 1)
    chart = Chart(
        kind="bar",
        title=_("Views by the minute"),
        about=_("The last 30 minutes."),
        columns=[_("Minute"), _("Views")],
        rows=[(clock(minute), now.minutes.get(minute, 0)) for minute in each] if now.views else [],
        empty=_("Nobody has come in the last 30 minutes."),
    )
    return {"live": chart, "now": now}


def clock(minute: int) -> str:
    return f"{localtime(datetime.fromtimestamp(minute * 60, UTC)):%H:%M}"
