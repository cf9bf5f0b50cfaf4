"""What a campaign would do at its next turn: which of the candidates, for whom, and why not the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import catalog
from houtai.core.readers.holdout import held_out
from houtai.core.readers.models import Audience
from houtai.core.work.candidates import Candidate
from houtai.core.work.errors import Refused
from houtai.core.work.models import Decision, Subject
from houtai.core.work.models.subject import beyond
from houtai.modules.strategies.models.campaign import Campaign, faults_of_campaign
from houtai.modules.strategies.models.rule import Verdict, judge
from houtai.modules.strategies.models.standing import Stage


@dataclass(frozen=True, kw_only=True)
class Considered:
    """One candidate, what the rules say of it, and whether this strategy sent it before."""

    candidate: Candidate
    verdict: Verdict
    before: bool

    @property
    def fits(self) -> bool:
        return bool(self.verdict.action) and not self.before


def consider(campaign: Campaign, *, sent: Collection[int], now: datetime, simulated: bool) -> list[Considered]:
    """The candidates, best first."""
    found = catalog.candidate(campaign.candidates).best(now=now, limit=campaign.count, simulated=simulated)
    return [
        Considered(candidate=one, verdict=judge(campaign.rules, one.facts), before=one.subject.pk in sent)
        for one in found
    ]


@dataclass(frozen=True, kw_only=True)
class Past:
    """What a strategy sent, or while it only watches would have sent. `stage`: in which it is asked."""

    strategy: Any
    campaign: Campaign
    stage: Any
    simulated: bool = False

    def rows(self) -> Any:
        """Whatever was taken back counts too: what readers were sent, they were sent."""
        counts = Q(mode="done")
        if self.stage != Stage.LIVE:
            counts |= Q(mode="shadow", id__gt=self.strategy.standing.since_decision)
        return Decision.objects.filter(
            counts, strategy=self.strategy.key, action=self.campaign.action, simulated=self.simulated
        )

    def sent(self) -> set[int]:
        return set(self.rows().values_list("subject_id", flat=True))

    def limit(self, *, now: datetime) -> str:
        """Why it must not send now, in words; "" when it may."""
        guard = self.campaign.guardrails
        today = self.rows().filter(at__gte=self.campaign.schedule.day_of(now), at__lte=now).count()
        if today >= guard.most:
            return _("It has sent %(today)s today, and no more are allowed.") % {"today": today}
        soon = now - timedelta(minutes=guard.apart)
        if self.rows().filter(at__gt=soon, at__lte=now).exists():
            return _("It sent less than %(apart)s minutes ago.") % {"apart": guard.apart}
        return ""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many readers belong to the audience, and how many of these this strategy holds out."""

    members: int
    held: int

    @property
    def meant(self) -> int:
        return self.members - self.held


def reach(campaign: Campaign, *, salt: str, now: datetime, simulated: bool) -> Reach:
    """Raises a Refused when the audience cannot be counted, because its condition names what is gone."""
    members = Audience.objects.get(name=campaign.audience).members(now=now, simulated=simulated)
    return Reach(members=len(members), held=len(held_out(members, salt=salt, percent=campaign.guardrails.holdout)))


def foreseen(strategy: Any, *, now: datetime, user: Any, simulated: bool = False) -> dict[str, Any]:
    """For the preview: faults; or the next turn, the candidates this person may see, the chosen one, and the reach."""
    campaign, faults = strategy.campaign, faults_of_campaign(strategy.parts)
    if campaign is None or faults:
        return {"faults": faults}
    salt = strategy.standing.salt if strategy.pk else ""
    try:
        far = reach(campaign, salt=salt, now=now, simulated=simulated)
    except Refused as refused:
        return {"faults": [str(refused)]}
    past = Past(strategy=strategy, campaign=campaign, stage=strategy.stage, simulated=simulated)
    rows = seen_by(user, consider(campaign, sent=past.sent(), now=now, simulated=simulated))
    return {
        "campaign": campaign,
        "rows": rows,
        "chosen": next((row for row in rows if row.fits), None),
        "limit": past.limit(now=now),
        "reach": far,
        "next_turn": campaign.schedule.next(now=now),
    }


def seen_by(user: Any, rows: Sequence[Considered]) -> Sequence[Considered]:
    out = beyond(user)
    if not out:
        return rows
    keys = [row.candidate.subject.pk for row in rows]
    hidden = set(Subject.objects.filter(out, pk__in=keys).values_list("pk", flat=True))
    return [row for row in rows if row.candidate.subject.pk not in hidden]


def candidates_label(name: str) -> Any:
    word = catalog.candidates.get(name)
    return word.label if word else name
