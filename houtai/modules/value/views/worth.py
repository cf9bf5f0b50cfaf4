"""The page that says what it is all worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from houtai.core.catalog.catalog import catalog
from houtai.core.ledger.closing import midnight
from houtai.core.ledger.models import Check, Entry
from houtai.core.ledger.summary import Pictures, part_label, pictures, told, worth
from houtai.core.ui.charts import Chart
from houtai.modules.value.views.doors import Door

LATEST = 20


@dataclass(frozen=True, kw_only=True)
class Period:
    name: str
    label: Any
    days: int | None

    def begin(self, now: datetime) -> datetime | None:
        """The first moment that counts; None for all time."""
        return None if self.days is None else midnight(now) - timedelta(days=self.days - 1)


PERIODS = (
    Period(name="today", label=_("Today"), days=1),
    Period(name="week", label=_("7 days"), days=7),
    Period(name="month", label=_("30 days"), days=30),
    Period(name="all", label=_("All time"), days=None),
)


class WorthPage(Door, TemplateView):
    template_name = "value/worth.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        period = chosen(self.request.GET.get("period", ""))
        entries = Entry.objects.visible_to(self.request.user)
        begin = period.begin(now())
        entries = entries.filter(end__gt=begin) if begin else entries
        lines = list(entries.order_by("id"))
        found = pictures(lines)
        context = {"periods": PERIODS, "period": period, "directions": worth(entries)}
        context |= {"rows": [described(entry) for entry in reversed(lines[-LATEST:])], "comparisons": found.comparisons}
        context |= {"ways": [way_chart(way) for way in found.ways], "touch": touch_chart(found), **verified()}
        context |= {"may_close": self.request.user.has_perm("ledger.close_entry")}
        return super().get_context_data(**context, **kwargs)


def chosen(name: str) -> Period:
    return next((period for period in PERIODS if period.name == name), PERIODS[-1])


def verified() -> dict[str, Any]:
    """The last verification that is done, and whether one is waiting or running."""
    latest = list(Check.objects.order_by("-pk")[:5])
    done = next((check for check in latest if check.done_at), None)
    return {"check": done, "running": bool(latest) and latest[0].done_at is None}


def described(entry: Entry) -> dict[str, Any]:
    """An entry as pages show it; `scale` turns its unit into seconds, None where it is no time."""
    scale = {"s": 1, "ms": 1000}.get(entry.unit)
    metric = catalog.metrics.get(entry.metric)
    figures = {
        name: getattr(entry, name) / scale if scale else getattr(entry, name) for name in ("value", "low", "high")
    }
    label = metric.label if metric else entry.metric
    return {
        "entry": entry,
        "label": label,
        "part": part_label(entry.part),
        "unit": (metric and metric.unit_label) or entry.unit,
        "told": told(entry),
        **figures,
        "time": scale,
    }


def way_chart(way: Any) -> Chart:
    title = say("Labour saved, step by step: class %(evidence)s") % {"evidence": way.evidence}
    about = say("What strategies were sure of, less what was checked, taken back and put right.")
    if way.simulated:
        about += " " + say("Simulated: played people and time, an estimate.")
    rows: list[Any] = [(step.label, step.change / 1000) for step in way.steps.values()]
    columns = [say("Step"), say("People's time")]
    return Chart(
        kind="waterfall", title=title, about=about, style="seconds", columns=columns, rows=[*rows, (say("Saved"), None)]
    )


def touch_chart(found: Pictures) -> Chart:
    return Chart(
        kind="bar",
        title=say("People's time per decision"),
        about=say("Before: people alone. After: everything decided since, rework included."),
        style="seconds",
        columns=[say("Queue"), say("Before"), say("After")],
        rows=[
            (
                marked(row.label, simulated=row.simulated),
                None if row.before is None else row.before / 1000,
                row.after / 1000,
            )
            for row in found.comparisons
        ],
        empty=say("Nothing was measured in this time. Work a queue, then bring the ledger up to date."),
    )


def marked(label: str, *, simulated: bool) -> str:
    return say("%(name)s (simulated)") % {"name": label} if simulated else label
