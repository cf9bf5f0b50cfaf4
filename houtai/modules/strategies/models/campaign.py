"""A campaign: at its turns it chooses one of the candidates and has it sent to an audience."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import UnknownName, catalog
from houtai.core.readers.models import Audience
from houtai.modules.strategies.models.guardrails import Guardrails
from houtai.modules.strategies.models.rule import Rule, faults
from houtai.modules.strategies.models.schedule import Schedule

DAY = 24 * 60


@dataclass(frozen=True, kw_only=True)
class Campaign:
    """candidates, audience, action: names; count: how many candidates are looked at; push: what carries it out."""

    schedule: Schedule
    candidates: str
    count: int
    audience: str
    guardrails: Guardrails
    rules: Sequence[Rule]
    action: str
    push: Any

    @classmethod
    def of(cls, parts: Any) -> Campaign | None:
        """From the parts of a strategy; None while one is missing."""
        found = {part.block_type: part for part in parts}
        push = next((part for part in parts if carries_out(part.block)), None)
        if push is None or not {"schedule", "candidates", "audience"} <= set(found):
            return None
        chosen, audience = found["candidates"].value, found["audience"].value
        rules = [Rule.of(part.value) for part in parts if part.block_type == "rule"]
        return cls(
            schedule=Schedule.of(found["schedule"].value),
            candidates=chosen["candidates"] or "",
            count=chosen["count"] or 1,
            audience=audience["audience"] or "",
            guardrails=Guardrails.of(found["guardrails"].value) if "guardrails" in found else Guardrails(),
            rules=[replace(rule, action=rule.action or push.block.action) for rule in rules],
            action=push.block.action,
            push=push,
        )

    @property
    def word(self) -> Any:
        """The action as the catalog knows it. Raises UnknownName when its module is gone."""
        return catalog.action(self.action)

    def inputs(self, candidate: Any) -> dict[str, Any]:
        """What the action is told besides audience and hold-out."""
        return dict(self.push.block.inputs(self.push.value, candidate))

    def hindrance(self, *, actor: Any) -> str:
        """Why it cannot work for this actor, in words; "" when it can."""
        try:
            action = self.word
            catalog.candidate(self.candidates)
        except UnknownName as error:
            return str(error)
        if not Audience.objects.filter(name=self.audience).exists():
            return _("Its audience “%(name)s” is no longer there.") % {"name": self.audience}
        if actor.user and actor.may(action.permission):
            return ""
        who = actor.user or _("Nobody")
        return _("%(who)s, who answers for it, may not do all that it decides.") % {"who": who}

    def faults(self) -> list[str]:
        """What is wrong with the parts, in words."""
        try:
            known = {fact.name: fact for fact in catalog.candidate(self.candidates).known}
        except UnknownName as error:
            return [str(error)]
        audience = [] if Audience.objects.filter(name=self.audience).exists() else [_("Choose an audience.")]
        wrong = faults(self.rules, facts=known, actions=[self.action], of=_("the candidates"))
        return [*self.schedule.faults(), *audience, *self.too_many(), *wrong]

    def too_many(self) -> list[str]:
        guard = self.guardrails
        if (guard.most - 1) * guard.apart < DAY:
            return []
        said = {"most": guard.most, "apart": guard.apart}
        return [_("Guardrails: %(most)s a day cannot be %(apart)s minutes apart.") % said]


def carries_out(block: Any) -> bool:
    """Whether this part is the one that carries a campaign out: it names its action."""
    return bool(getattr(block, "action", ""))


def faults_of_campaign(parts: Any) -> list[str]:
    """What is missing, stands twice or contradicts, in words."""
    campaign = Campaign.of(parts)
    wrong = [*counted(parts), *without_rules(parts)]
    return wrong + (campaign.faults() if campaign else [])


def faults_of_queue(parts: Any) -> list[str]:
    """Parts that only a campaign has."""
    labels = dict.fromkeys(str(part.block.label) for part in parts if part.block_type != "rule")
    said = _("Only a campaign has “%(part)s”. Take it out, or choose no queue.")
    return [said % {"part": label} for label in labels]


def counted(parts: Any) -> Iterable[str]:
    """Each part once; only the guardrails may be left out."""
    kinds = [kind_of(part.block) for part in parts]
    for kind, label in part_labels().items():
        if kind not in kinds and kind != "guardrails":
            yield _("A campaign needs the part “%(part)s”.") % {"part": label}
        if kinds.count(kind) > 1:
            yield _("The part “%(part)s” stands twice.") % {"part": label}


def part_labels() -> Mapping[str, Any]:
    """The parts of a campaign but its rules. What carries it out is one of the parts that name an action."""
    blocks = [block() for _module, block in catalog.offered("blocks") if block.name not in ("rule", "test")]
    return {"action": _("Push")} | {kind_of(block): block.label for block in blocks}


def kind_of(block: Any) -> str:
    return "action" if carries_out(block) else str(block.name)


def without_rules(parts: Any) -> list[str]:
    has_rules = any(part.block_type == "rule" for part in parts)
    return [] if has_rules else [_("Add at least one rule that says which of the candidates to take.")]
