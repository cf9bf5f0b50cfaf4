"""What the ranking says of an article, in writing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from houtai.core.ui import figures
from houtai.core.work.templatetags.work import as_fact

TOLD = ("rank", "views", "readers", "rate", "age_hours")


def told(facts: Mapping[str, Any], known: Mapping[str, Any]) -> list[tuple[Any, str]]:
    names = [name for name in TOLD if facts.get(name) is not None and name in known]
    return [(known[name].label, written(name, facts[name], known[name])) for name in names]


def written(name: str, value: Any, fact: Any) -> str:
    if name == "rate":
        return figures.percent(value)
    return figures.number(value, fact.unit) if isinstance(value, int | float) else str(as_fact(value, fact))
