"""One push: its funnel, its books, its arms, what came of it over time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMinute
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.readers.models import Channel
from houtai.core.ui import figures
from houtai.core.ui.charts import Chart
from houtai.modules.push.models import Delivery, Push, PushState
from houtai.modules.push.views.doors import SEND, Door
from houtai.modules.push.views.fates import FATES, SENT
from houtai.modules.push.views.pushes import TONES
from houtai.modules.push.views.reckoning import Rate, Reckoning, fates_of, opted_out, wilson
from houtai.modules.push.views.traffic import by_arm, came

ERRORS = 8
SHORT = timedelta(hours=3)


@dataclass(frozen=True, kw_only=True)
class Arm:
    headline: str
    sent: int
    delivered: int
    came: int
    shared: int

    @property
    def rate(self) -> Rate | None:
        return wilson(self.came, self.delivered)


class PushPage(Door, View):
    """While anything is under way, its part that changes is fetched again by the island."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        seen = Push.objects.visible_to(request.user).defer("members").select_related("subject")
        push = get_object_or_404(seen, pk=pk)
        live = request.headers.get("X-Requested-With") == "XMLHttpRequest"
        context = {**shown(push), "may_stop": push.is_open and request.user.has_perm(SEND)}
        return render(request, "push/push_live.html" if live else "push/push.html", context)


def shown(push: Push) -> dict[str, Any]:
    states = Counter[tuple[str, int]]()
    grouped = Delivery.objects.filter(push=push).values_list("state", "arm")
    for state, arm, count in grouped.annotate(count=Count("pk")).order_by():
        states[state, arm] = count
    reckoning = Reckoning(
        fates=fates_of(push, summed(states)),
        clicks=came([push]).get(push.decision or 0, 0),
        gone=opted_out([push]).get(push.decision or 0, 0),
    )
    return {
        "push": push,
        "adds_up": push.sums.get("audience") == reckoning.total if push.planned else None,
        "tone": TONES[push.state],
        "running": push.is_open,
        "reckoning": reckoning,
        "chosen": sum(reckoning.fates.get(name, 0) for name in SENT),
        "settled": sum(reckoning.fates.get(name, 0) for name in SENT if name not in ("waiting", "sending")),
        "funnel": funnel(reckoning, stopped=push.state == PushState.STOPPED),
        "fates": [(fate, reckoning.fates.get(fate.name, 0)) for fate in FATES],
        "arms": arms(push, states),
        "times": over_time(push),
        "errors": errors(push),
        "details": details(push),
        "list": f"{reverse('push.deliveries')}?push={push.pk}",
    }


def summed(states: Counter[tuple[str, int]]) -> Counter[str]:
    total = Counter[str]()
    for (state, _arm), count in states.items():
        total[state] += count
    return total


def funnel(reckoning: Reckoning, *, stopped: bool) -> Chart:
    never = _("It was stopped before its time had come.")
    waits = _("It has not been planned yet: the numbers appear when its time has come.")
    fates = reckoning.fates
    reachable = reckoning.total - sum(fates.get(fate.name, 0) for fate in FATES if not fate.listed)
    rows: list[tuple[str, int]] = [
        (_("In the audience"), reckoning.total),
        (_("Not held out"), reckoning.total - fates.get("held_out", 0)),
        (_("Could be reached"), reachable),
        (_("Delivered"), reckoning.delivered),
        (_("Came"), reckoning.clicks),
    ]
    return Chart(
        kind="bar",
        title=_("From the audience to those who came"),
        about=_("Numbers of readers."),
        columns=[_("Step"), _("Readers")],
        rows=rows if reckoning.total else [],
        horizontal=True,
        empty=never if stopped else waits,
    )


def arms(push: Push, states: Counter[tuple[str, int]]) -> list[Arm]:
    found = by_arm(push)
    return [
        Arm(
            headline=headline,
            sent=sum(count for (_state, arm), count in states.items() if arm == number),
            delivered=states["delivered", number],
            came=found.get(number, {}).get("came", 0),
            shared=found.get(number, {}).get("shared", 0),
        )
        for number, headline in enumerate(push.headlines)
    ]


def over_time(push: Push) -> Chart:
    """Deliveries by the minute, or by the hour when they took longer than three."""
    rows = Delivery.objects.filter(push=push, state="delivered", settled__isnull=False)
    grouped = rows.annotate(at=TruncMinute("settled")).values_list("at").annotate(count=Count("pk"))
    return Chart(
        kind="bar",
        title=_("Delivered over time"),
        about=_("When channels took the messages."),
        columns=[_("Time"), _("Deliveries")],
        rows=buckets(list(grouped.order_by("at"))),
        empty=_("Nothing was delivered yet."),
    )


def buckets(minutes: list[tuple[datetime, int]]) -> list[tuple[datetime, int]]:
    if not minutes or minutes[-1][0] - minutes[0][0] <= SHORT:
        return minutes
    hours = Counter[datetime]()
    for minute, count in minutes:
        hours[minute.replace(minute=0)] += count
    return sorted(hours.items())


def errors(push: Push) -> list[tuple[str, str, int]]:
    rows = Delivery.objects.filter(push=push).exclude(error="").values_list("channel", "error")
    return list(rows.annotate(count=Count("pk")).order_by("-count")[:ERRORS])


def details(push: Push) -> list[tuple[Any, Any]]:
    labels = dict(Channel.choices)
    held = push.holdout.get("percent") if push.holdout else None
    pairs = [
        (_("Audience"), push.audience_name),
        (_("Who"), push.by),
        (_("Kind"), _("A strategy") if push.strategy else _("A person")),
        (_("Due"), figures.at(push.due)),
        (_("Expires"), figures.at(push.expires)),
        (_("Channels, in order"), " → ".join(str(labels.get(name, name)) for name in push.channels)),
        (_("Priority"), push.priority),
        (_("Expected clicks for each reader"), push.expected and figures.percent(push.expected)),
        (_("Held out by the strategy"), held and figures.percent(held / 100)),
        (_("Planned"), push.planned and figures.at(push.planned)),
        (_("Finished"), push.finished and figures.at(push.finished)),
    ]
    return [(label, value) for label, value in pairs if value not in (None, "")]
