"""Who and what is on the stage: played people, the day's sources, and the strategy that takes the queue over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actors import Actor
from houtai.core.workspaces.models import User
from houtai.modules.collect.models import Source
from houtai.modules.strategies.models import Strategy
from houtai.site.day.naming import name_site
from houtai.site.day.people import OPERATORS
from houtai.site.day.plan import Plan
from houtai.site.day.sites import Site

DOMAIN = "played.invalid"
RULES = [
    ("Long enough, and nothing like it here", [("words", "ge", "120"), ("similarity", "le", "50")], "content.accept"),
    ("Too short to be an article", [("words", "le", "60")], "collect.skip"),
]
BOUND, AUDIT = 75, 20


@dataclass(frozen=True, kw_only=True)
class Cast:
    """bad: the source that turns bad, one of `sources`."""

    manager: Any
    operators: list[Any]
    sources: list[Any]
    bad: Any
    strategy: Strategy


def assemble(plan: Plan, site: Site, *, origin: str) -> Cast:
    """Everybody and everything, made once and found again after a crash."""
    manager = person("manager", _("Played manager"), "Managers")
    name_site(plan, manager)
    operators = [
        person(f"operator{n}", _("Played operator %(n)s") % {"n": n}, "Operators") for n in range(1, OPERATORS + 1)
    ]
    sources = [source(feed.name, f"{origin}{feed.path}") for feed in site.feeds]
    bad = sources[site.feeds.index(site.bad)]
    return Cast(manager=manager, operators=operators, sources=sources, bad=bad, strategy=strategy(plan, manager))


def person(name: str, label: str, role: str) -> Any:
    """A person who cannot sign in, and whose name says that they are played."""
    email = f"{name}@{DOMAIN}"
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, first_name=label)
    user.groups.set([Group.objects.get(name=role)])
    return User.objects.get(pk=user.pk)


def source(name: str, url: str) -> Any:
    """Paused, so that only the day itself looks at it."""
    row, _created = Source.objects.get_or_create(url=url, defaults={"name": name[:200], "state": "paused"})
    return row


def strategy(plan: Plan, manager: Any) -> Strategy:
    name = _("Played: publish and skip what is clear (%(day)s, seed %(seed)s)") % {"day": plan.day, "seed": plan.seed}
    name = f"{name} {plan.mark}".strip()
    found = Strategy.objects.filter(name=name).first()
    row = found or Strategy(name=name, queue="collect.drafts", bound=BOUND, audit=AUDIT, most=1000, live=False)
    if row.latest_revision is None:
        row.parts = [("rule", rule) for rule in map(rule_value, RULES)]
        row.save()
        row.save_revision(user=manager)
    if not row.live:
        actor = Actor(kind="person", user=manager, simulated=True)
        catalog.action("strategies.publish").run(row, by=actor, at=plan.at(0), once=f"{plan.key}:strategies.publish")
    row = Strategy.objects.get(pk=row.pk)
    row.standing.salt = plan.key
    row.standing.save()
    return row


def rule_value(rule: Any) -> dict[str, Any]:
    reason, conditions, action = rule
    listed = [{"fact": fact, "operator": operator, "value": value} for fact, operator, value in conditions]
    return {"reason": reason, "conditions": listed, "action": action}
