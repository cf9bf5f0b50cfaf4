"""To whom articles were assigned, as decisions tell it: numbers that an import may have to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

OURS = "content."


def renumbered(values: Mapping[str, Any], numbers: Mapping[int, int]) -> dict[str, Any]:
    """The columns of a decision that name somebody by another number now."""
    told = {"inputs": values["inputs"], "effect": values["effect"]}
    if str(values["action"]).startswith(OURS):
        return {name: now for name, one in told.items() if (now := to_now(one, numbers)) != one}
    asking = values["action"] == "work.ask" and isinstance(told["inputs"], dict)
    if asking and str(told["inputs"].get("action")).startswith(OURS):
        return {"inputs": {**told["inputs"], "asked": to_now(told["inputs"].get("asked"), numbers)}}
    return {}


def to_now(told: Any, numbers: Mapping[int, int]) -> Any:
    who = told.get("to") if isinstance(told, dict) else None
    return {**told, "to": numbers.get(who, who)} if isinstance(who, int) and not isinstance(who, bool) else told
