"""What readers' attention is used for in a day, who has none left, and how well addresses still work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.readers.models import Address, Channel, Consent
from houtai.core.ui.charts import Chart
from houtai.modules.push.models import Delivery, Policy, Push
from houtai.modules.push.views.doors import Door

MOST = 20


class Attention(Door, View):
    permission = "push.view_delivery"

    def get(self, request: HttpRequest) -> HttpResponse:
        day, played = chosen(request.GET) if "day" in request.GET else newest(request.user)
        rows = Delivery.objects.visible_to(request.user).filter(day=day, push__simulated=played).exclude(slot=None)
        policy = Policy.current()
        takes = grouped(rows)
        depth = sorted(summed(takes, by=lambda take: take.slot).items())
        full = dict(depth).get(policy.cap, 0)
        context = {
            "day": day,
            "played": played,
            "policy": policy,
            "used": sum(count for _slot, count in depth),
            "readers": dict(depth).get(1, 0),
            "full": full,
            "by": takers(takes),
            "depth": by_depth(depth),
            "tired": tired(rows, policy) if full else [],
            "health": health(played),
        }
        return render(request, "push/attention.html", context)


def chosen(query: QueryDict) -> tuple[date, bool]:
    """The day, and whether of simulated readers."""
    played = query.get("simulated") == "1"
    try:
        return parse_date(query.get("day", "")) or localdate(), played
    except ValueError:
        return localdate(), played


def newest(user: Any) -> tuple[date, bool]:
    """The day of the last push to real readers, or where there is none, to simulated ones."""
    rows = Push.objects.visible_to(user).exclude(planned=None).order_by("simulated", "-due")
    last = rows.values_list("due", "simulated").first()
    return (localdate(last[0]), last[1]) if last else (localdate(), False)


class Take(NamedTuple):
    push: int
    strategy: str
    by: str
    slot: int
    readers: int


def grouped(rows: Any) -> list[Take]:
    """Slots taken, by push and slot: some for each push, however many readers it had."""
    counted = rows.values_list("push_id", "push__strategy", "push__by", "slot").annotate(count=Count("pk"))
    return [Take(*row) for row in counted.order_by()]


def summed(takes: Sequence[Take], *, by: Callable[[Take], Any]) -> Counter[Any]:
    total = Counter[Any]()
    for take in takes:
        total[by(take)] += take.readers
    return total


def takers(takes: Sequence[Take]) -> list[dict[str, Any]]:
    """Who took how many slots with how many pushes, the most first."""
    pushes = Counter((strategy, by) for _push, strategy, by in {take[:3] for take in takes})
    slots = summed(takes, by=lambda take: take[1:3]).most_common(MOST)
    return [
        {"strategy": strategy, "by": by, "slots": count, "pushes": pushes[strategy, by]}
        for (strategy, by), count in slots
    ]


def by_depth(depth: Sequence[tuple[int, int]]) -> Chart:
    """Slots are taken from 1 upwards: those with slot n have at least n pushes, give or take failures."""
    return Chart(
        kind="bar",
        title=_("How much attention is taken"),
        about=_("Readers by the slot of their day that is taken."),
        columns=[_("Slot"), _("Readers")],
        rows=[(str(slot), count) for slot, count in depth],
        empty=_("Nothing was sent on this day."),
    )


def tired(rows: Any, policy: Policy) -> list[Any]:
    """Readers whose last slot of the day is taken, the newest first."""
    return list(rows.filter(slot__gte=policy.cap).select_related("reader").order_by("-pk").defer("push")[:MOST])


@dataclass(frozen=True, kw_only=True)
class Health:
    channel: Any
    alive: int
    dead: int
    shaky: int
    refused: int
    last: datetime | None

    @property
    def share(self) -> float | None:
        every = self.alive + self.dead
        return self.dead / every if every else None


def health(played: bool) -> list[Health]:
    """By channel: addresses that work, that are dead, that failed lately, and readers who said no."""
    rows = Address.objects.filter(reader__simulated=played, reader__merged=None).values("channel")
    counted = rows.annotate(
        alive=Count("pk", filter=Q(dead=None)),
        gone=Count("pk", filter=Q(dead__isnull=False)),
        shaky=Count("pk", filter=Q(dead=None, failures__gt=0)),
        last=Max("dead"),
    )
    found = {row["channel"]: row for row in counted.order_by()}
    refusals = Consent.objects.filter(given=False, reader__simulated=played).values_list("channel")
    refused = dict(refusals.annotate(count=Count("pk")).order_by())
    return [
        Health(
            channel=label,
            alive=found.get(name, {}).get("alive", 0),
            dead=found.get(name, {}).get("gone", 0),
            shaky=found.get(name, {}).get("shaky", 0),
            refused=refused.get(name, 0),
            last=found.get(name, {}).get("last"),
        )
        for name, label in Channel.choices
    ]
