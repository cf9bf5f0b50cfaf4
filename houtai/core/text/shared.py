"""Texts that somebody holds while they write them. Who changes or publishes one from outside asks here first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

# Where the page on which a text is written lists its suggestions.
SUGGESTIONS = "#suggestions"
Change = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Unsettled:
    """How many suggestions nobody has accepted or rejected, and how many threads nobody has resolved."""

    suggestions: int = 0
    threads: int = 0


class Holder(Protocol):
    def rewrite(self, target: Any, field: str, change: Change) -> bool:
        """Make the change where the text is written, and say whether it is."""

    def settle(self, target: Any) -> bool:
        """Put what was written since the newest draft into a draft, and say whether there was anything."""

    def versions(self, target: Any, field: str) -> str:
        """The address of the page with all versions of the text, "" if there is none."""

    def unsettled(self, target: Any) -> Unsettled:
        """What stands open in its texts."""


_holders: list[Holder] = []


def register(holder: Holder) -> None:
    _holders.append(holder)


def rewrite(target: Any, field: str, change: Change) -> bool:
    """Change a text where it is being written. False when nobody holds it: then what is stored is all there is."""
    return any(holder.rewrite(target, field, change) for holder in _holders)


def settle(target: Any) -> None:
    """Let the newest draft hold the last words; the target is read again if it did not."""
    if any(holder.settle(target) for holder in _holders):
        target.refresh_from_db()


def versions(target: Any, field: str) -> str:
    return next((address for holder in _holders if (address := holder.versions(target, field))), "")


def unsettled(target: Any) -> Unsettled:
    found = [holder.unsettled(target) for holder in _holders] if target.pk else []
    return Unsettled(suggestions=sum(one.suggestions for one in found), threads=sum(one.threads for one in found))


_listeners: list[Callable[[Any], None]] = []


def when_settled(listener: Callable[[Any], None]) -> None:
    """Have this called with each draft that a holder wrote."""
    _listeners.append(listener)


def settled(draft: Any) -> None:
    """For holders."""
    for listener in _listeners:
        listener(draft)
