"""Texts that somebody holds while they write them. Who changes one from outside changes it where it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Change = Callable[[str], str]
Holder = Callable[[Any, str, Change], bool]

_holders: list[Holder] = []


def register(holder: Holder) -> None:
    """holder: takes an object, a field and a change, makes it where that text is written, and says whether it is."""
    _holders.append(holder)


def rewrite(target: Any, field: str, change: Change) -> bool:
    """Change a text where it is being written. False when nobody holds it: then what is stored is all there is."""
    return any(holder(target, field, change) for holder in _holders)
