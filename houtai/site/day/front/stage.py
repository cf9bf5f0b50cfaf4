"""What stands ready when the played readers come: audiences, a campaign, and a key to send events with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import catalog
from houtai.core.events.models import Key
from houtai.core.readers.models import Audience
from houtai.core.work.actors import Actor
from houtai.modules.strategies.models import Strategy
from houtai.site.day.plan import Plan

CHANNELS = ["webpush", "email", "webhook"]
KEY = "Played day"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """everybody: all readers; faithful: those who read lately; campaign: pushes what is hot, hourly."""

    everybody: Audience
    faithful: Audience
    campaign: Strategy


def set_up(plan: Plan, *, manager: Any) -> Stage:
    """Made once and found again after a crash."""
    everybody, _made = Audience.objects.get_or_create(name=_("Played: everybody"), defaults={"condition": ""})
    lately = {"condition": "did view at least 1 times in 7 days"}
    faithful, _made = Audience.objects.get_or_create(name=_("Played: those who read lately"), defaults=lately)
    return Stage(everybody=everybody, faithful=faithful, campaign=campaign(plan, manager=manager, audience=everybody))


def campaign(plan: Plan, *, manager: Any, audience: Audience) -> Strategy:
    name = _("Played: push what is hot (%(day)s, seed %(seed)s)") % {"day": plan.day, "seed": plan.seed}
    name = f"{name} {plan.mark}".strip()
    row = Strategy.objects.filter(name=name).first() or Strategy(name=name, queue="", live=False)
    if row.latest_revision is None:
        row.parts = parts(audience)
        row.save()
        row.save_revision(user=manager)
    if not row.live:
        actor = Actor(kind="person", user=manager, simulated=True)
        once = f"{plan.key}:campaign:strategies.publish"
        catalog.action("strategies.publish").run(row, by=actor, at=plan.at(0), once=once)
    row = Strategy.objects.get(pk=row.pk)
    # Whom it holds out does not change from day to day.
    row.standing.salt = f"played:{plan.seed}:campaign"
    row.standing.save()
    return row


def parts(audience: Audience) -> list[tuple[str, dict[str, Any]]]:
    condition = {"fact": "views", "operator": "ge", "value": "3"}
    return [
        ("schedule", {"every": "hour", "first": 8, "last": 23, "at": time(8), "zone": "UTC"}),
        ("candidates", {"candidates": "rankings.hot", "count": 20}),
        ("audience", {"audience": audience.name}),
        ("rule", {"reason": _("It is read, and was not sent before"), "conditions": [condition], "action": ""}),
        ("guardrails", {"holdout": 10.0, "most": 12, "apart": 60, "opt_outs": 20.0}),
        ("push", {"channels": CHANNELS, "headline": "", "text": "", "priority": 5, "expires_minutes": 240}),
    ]


def new_key(*, now: datetime) -> str:
    """A token of this process's own; those of processes that died are revoked."""
    for old in Key.objects.valid().filter(name=KEY, simulated=True):
        old.revoke(now=now)
    _key, token = Key.objects.issue(name=KEY, now=now, simulated=True)
    return str(token)
