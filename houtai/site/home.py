"""The home page: what waits for me, today's picture, and what the modules have to say."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.charts import Chart
from houtai.core.work.models import Decision
from houtai.core.work.views.queues import queues_for

HOURS = 24
# The most decisions that the picture takes in.
COUNTED = 10_000


class Waiting(Component):
    """My queues, the fullest first."""

    name, order = "waiting", 10
    template_name = "site/home/waiting.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        queues = sorted(queues_for(user), key=lambda pair: -pair[1].number)
        return {"queues": queues}


class Today(Component):
    """Decisions of the last 24 hours by people and by strategies; or of the last day on which there were any."""

    name, order = "today", 20
    template_name = "site/home/today.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        newest = list(Decision.objects.done().order_by("-id").values_list("at", "actor", "simulated")[:COUNTED])
        until = end_of_picture(now(), newest[0][0] if newest else None)
        made = [row for row in newest if until - timedelta(hours=HOURS) < row[0] <= until]
        people = sum(actor == "person" for _at, actor, _played in made)
        context = {
            "chart": chart_of(made, until),
            "people": people,
            "strategies": sum(row[1] == "strategy" for row in made),
        }
        return {
            **context,
            "until": until,
            "simulated": any(row[2] for row in made),
            "past": until < now() - timedelta(hours=HOURS),
        }


def end_of_picture(moment: datetime, last: datetime | None) -> datetime:
    """Now, or the time of the last decision when the last 24 hours were quiet."""
    return last if last and last < moment - timedelta(hours=HOURS) else moment


def chart_of(made: list[Any], until: datetime) -> Chart:
    first = localtime(until - timedelta(hours=HOURS - 1)).replace(minute=0, second=0, microsecond=0)
    hours = [first + timedelta(hours=n) for n in range(HOURS)]
    counts = Counter((localtime(at).replace(minute=0, second=0, microsecond=0), actor) for at, actor, _played in made)
    rows = [[f"{hour:%H:%M}", counts[hour, "person"], counts[hour, "strategy"]] for hour in hours]
    return Chart(
        kind="stacked",
        title=_("Decisions by the hour"),
        about=_("Who decided: people or strategies."),
        columns=[_("Hour"), _("People"), _("Strategies")],
        rows=rows if made else [],
        empty=_("Nothing was decided yet. Open a queue above to begin."),
    )


def panels() -> list[Component]:
    """Ours and those that the modules offer, each in its place."""
    return sorted(
        [Waiting(), Today(), *(panel() for _module, panel in catalog.here("panels"))], key=lambda one: one.order
    )
