"""Fixed rules over facts: the first policy a strategy can have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SYMBOLS = {"ge": "≥", "le": "≤", "is": "=", "not": "≠", "has": "∋", "in": "∈"}
YES = frozenset({"yes", "true", "1", "是", "on"})
NO = frozenset({"no", "false", "0", "否", "off"})


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One comparison. A fact that is not known makes it false, so that the strategy is never sure by ignorance."""

    fact: str
    operator: str
    value: str

    def holds(self, facts: Mapping[str, Any]) -> bool:
        known = facts.get(self.fact)
        if known is None:
            return False
        if not self.operator:
            return False
        if self.operator in ("ge", "le"):
            number, bound = as_number(known), as_number(self.value)
            return (
                number is not None
                and bound is not None
                and (number >= bound if self.operator == "ge" else number <= bound)
            )
        return self.compares(as_text(known), self.value.strip().casefold())

    def compares(self, known: str, value: str) -> bool:
        if self.operator == "has":
            return value in known
        if self.operator == "in":
            return known in {canonical(word) for word in value.replace("，", ",").split(",")}
        return (known == canonical(value)) == (self.operator == "is")

    def told(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """For the run log: what was asked, what was known, and whether it held."""
        told = {"fact": self.fact, "operator": SYMBOLS.get(self.operator, self.operator), "value": self.value}
        return {**told, "known": facts.get(self.fact), "held": self.holds(facts)}


def as_number(value: Any) -> float | None:
    try:
        return float(str(value).strip().rstrip("%"))
    except ValueError:
        return None


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return canonical(str(value).casefold())


def canonical(value: str) -> str:
    """Yes and no in either language mean the same; numbers compare as numbers."""
    value = value.strip()
    if value in YES and value != "1":
        return "yes"
    if value in NO and value != "0":
        return "no"
    number = as_number(value)
    return value if number is None else f"{number:g}"


@dataclass(frozen=True, kw_only=True)
class Rule:
    reason: str
    conditions: tuple[Condition, ...]
    action: str

    def holds(self, facts: Mapping[str, Any]) -> bool:
        return bool(self.conditions) and all(condition.holds(facts) for condition in self.conditions)

    @classmethod
    def of(cls, value: Any) -> Rule:
        """From a block's value, which may have gaps while somebody writes it."""
        said = [{name: str(each[name] or "") for name in ("fact", "operator", "value")} for each in value["conditions"]]
        conditions = tuple(Condition(**one) for one in said)
        return cls(reason=value["reason"] or "", conditions=conditions, action=value["action"] or "")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the rules say of one subject. `action` is "" when none holds: it is not sure, and people decide."""

    action: str = ""
    rule: str = ""
    why: tuple[dict[str, Any], ...] = ()


def judge(rules: Iterable[Rule], facts: Mapping[str, Any]) -> Verdict:
    """The first rule that holds. `why` tells each condition looked at, so that the run log can say why not."""
    told: list[dict[str, Any]] = []
    for rule in rules:
        if rule.holds(facts):
            why = tuple({"rule": rule.reason, **condition.told(facts)} for condition in rule.conditions)
            return Verdict(action=rule.action, rule=rule.reason, why=why)
        told += [
            {"rule": rule.reason, **condition.told(facts)}
            for condition in rule.conditions
            if not condition.holds(facts)
        ]
    return Verdict(why=tuple(told))


QUEUE = gettext_lazy("the queue")


def faults(
    rules: Iterable[Rule],
    *,
    facts: Mapping[str, Any],
    actions: Iterable[str],
    of: Any = QUEUE,
) -> list[str]:
    """What is wrong with the rules, in words. `of`: who knows these facts by name and offers these actions."""
    return [f"“{rule.reason}”: {fault}" for rule in rules for fault in faults_of(rule, facts, actions, of)]


def faults_of(rule: Rule, facts: Mapping[str, Any], actions: Iterable[str], of: Any) -> list[str]:
    action = [] if rule.action in actions else [action_fault(rule, of)]
    return action + [fault for condition in rule.conditions if (fault := fault_of(condition, facts, of))]


def action_fault(rule: Rule, of: Any) -> str:
    if not rule.action:
        return _("choose an action.")
    return _("%(of)s: this action is not offered.") % {"of": of}


def fault_of(condition: Condition, facts: Mapping[str, Any], of: Any) -> str:
    fact = facts.get(condition.fact)
    if fact is None:
        return _("%(of)s: there is no fact “%(fact)s”.") % {"of": of, "fact": condition.fact}
    if condition.operator in ("ge", "le") and as_number(condition.value) is None:
        return _("“%(value)s” is not a number.") % {"value": condition.value}
    if fact.kind == "flag" and condition.value.strip().casefold() not in YES | NO:
        return _("“%(fact)s” is answered with yes or no.") % {"fact": fact.label}
    return ""
