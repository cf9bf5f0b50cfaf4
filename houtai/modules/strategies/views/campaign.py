"""What the page of a campaign shows: its effect, its next turn, what it sent, and why not more."""

from __future__ import annotations

from math import isfinite
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _

from houtai.core.ui.charts import Chart
from houtai.core.work.models import Decision
from houtai.core.work.models.subject import beyond
from houtai.modules.strategies.models import Effect, Run, Strategy
from houtai.modules.strategies.models.foresight import candidates_label, foreseen
from houtai.modules.strategies.models.guardrails import PROOF

SHOWN = 200


def campaign_at_work(strategy: Strategy, user: Any) -> dict[str, Any]:
    effects = effects_of(strategy)
    newest = effects[-1] if effects else None
    played = bool(newest and newest.simulated)
    told = foreseen(strategy, now=now(), user=user, simulated=played)
    campaign = strategy.campaign
    return {
        **told,
        "from_where": candidates_label(campaign.candidates) if campaign else "",
        "effect": newest,
        "played": played,
        "lift": newest.lift if newest else None,
        "meaning": meaning(newest) if newest else "",
        "chart": effect_chart(effects),
        "pushes": pushes_of(strategy, user),
        "runs": Run.objects.filter(strategy=strategy).order_by("-id")[:20],
    }


def effects_of(strategy: Strategy) -> list[Effect]:
    """Of the definition at work, oldest first; real ones, or where there are none those of a played day."""
    rows = Effect.objects.filter(strategy=strategy, since_decision=strategy.standing.since_decision)
    newest = list(rows.filter(simulated=False).order_by("-id")[:SHOWN])
    return (newest or list(rows.order_by("-id")[:SHOWN]))[::-1]


def meaning(effect: Effect) -> str:
    """What the figures say, in words, without saying more than they do."""
    lift = effect.lift
    if effect.imbalance >= PROOF:
        return _("More or fewer readers were held out than should be, so do not trust this figure. Look for the cause.")
    if not isfinite(lift.low):
        return _("Not sure yet: nobody, or hardly anybody, was held out so far.")
    said = {"low": f"{lift.low:+.3f}", "high": f"{lift.high:+.3f}", "gained": f"{lift.gained[0]:,.0f}"}
    if lift.low > 0:
        return _("It brings visits: %(low)s to %(high)s more per reader, about %(gained)s in all.") % said
    if lift.high < 0:
        return _("It costs visits: %(low)s to %(high)s per reader. Pause it and look at what it sends.") % said
    return (
        _("Not sure yet: the truth lies between %(low)s and %(high)s visits per reader, and that includes none.") % said
    )


def effect_chart(effects: list[Effect]) -> Chart:
    """The gain per reader with its interval, along its turns."""
    known = [(effect.at, effect.lift) for effect in effects]
    return Chart(
        kind="line",
        title=_("Visits gained per reader"),
        about=_(
            "Readers it was meant for, less readers held out; the truth lies between the outer lines, at any time."
        ),
        columns=[_("When"), _("Gained"), _("At least"), _("At most")],
        rows=[[at, lift.difference, lift.low, lift.high] for at, lift in known if isfinite(lift.low)],
        empty=_(
            "Nothing is measured yet. Promote it to live: at each turn its effect is measured on readers held out."
        ),
    )


def pushes_of(strategy: Strategy, user: Any) -> list[Decision]:
    """The newest of what it sent, as far as this person may see it."""
    campaign = strategy.campaign
    if campaign is None:
        return []
    rows = (
        Decision.objects.done().filter(strategy=strategy.key, action=campaign.action).exclude(beyond(user, "subject__"))
    )
    return list(rows.select_related("subject", "undone_by")[:20])
