"""Choice points: business code asks which arm to show, and gets an answer at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Chooser = Callable[..., Any]
_choosers: list[Chooser] = []


def register_chooser(chooser: Chooser) -> None:
    """The strategies module registers one. It returns an arm, or None to leave the choice to the default."""
    _choosers.append(chooser)


def choose(point: str, subject: Any, arms: Sequence[Any], *, reader: Any = None) -> Any:
    """One of `arms` (at least one); the first unless a chooser says otherwise."""
    for chooser in _choosers:
        arm = chooser(point=point, subject=subject, arms=arms, reader=reader)
        if arm in arms:
            return arm
    return arms[0]
