"""Choice points: a page asks which of several arms to show, and gets an answer at once.

Who is shown which arm is drawn where the reader is (events/islands/tracker.ts), so that pages stay the same for all.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from houtai.core.catalog import words
from houtai.core.catalog.catalog import catalog
from houtai.core.work.arms import Arm
from houtai.core.workspaces.context import current

logger = logging.getLogger(__name__)


class ChoicePoint(words.ChoicePoint):
    """Subclass it in a module's `points.py`."""

    def arms(self, keys: Collection[str] | None = None) -> Mapping[str, Sequence[str]]:
        """By subject's key, of public subjects with more than one arm: their texts, first the one that everybody sees.

        keys: of these; None: of all, the newest first, at most a few hundred. In one query.
        """
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Odds:
    """What a chooser says of a subject: `arms` as it knows them, and how likely each is; trial and round: numbers."""

    trial: int
    round: int
    arms: Sequence[str]
    weights: Sequence[float]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """text: what is shown to whom nothing is drawn for; arms: what is drawn from, none when nothing is tried."""

    text: str
    trial: int = 0
    arms: Sequence[Arm] = ()

    def drawn(self, chance: float) -> Arm | None:
        """The arm for a number of [0, 1), as the tracker draws it."""
        for arm in self.arms:
            chance -= arm.propensity
            if chance < 0:
                return arm
        return self.arms[-1] if self.arms else None


Chooser = Callable[[str, Collection[str], bool], Mapping[str, Odds]]
_choosers: list[Chooser] = []


def register_chooser(chooser: Chooser) -> None:
    """The strategies module registers one. It takes a point's name, keys, and whether readers are played."""
    _choosers.append(chooser)


def choose(point: str, keys: Collection[str], *, simulated: bool = False) -> dict[str, Choice]:
    """Of those subjects that have a choice what to show, in at most two queries. Never raises: pages have defaults."""
    if not keys or not catalog.offers(point):
        return {}
    try:
        return chosen(catalog.point(point), keys, simulated=simulated)
    except Exception:
        logger.exception("No choice at %s", point)
        return {}


def chosen(word: ChoicePoint, keys: Collection[str], *, simulated: bool) -> dict[str, Choice]:
    known = word.arms(keys)
    odds: dict[str, Odds] = {}
    for chooser in _choosers if known else ():
        odds = {**chooser(word.name, list(known), simulated), **odds}
    return {key: choice(f"{word.subject}:{key}", arms, odds.get(key)) for key, arms in known.items()}


def choice(subject: str, arms: Sequence[str], odds: Odds | None) -> Choice:
    """Nothing is drawn from arms that have changed since the chooser saw them."""
    if odds is None or list(odds.arms) != list(arms):
        return Choice(text=arms[0])
    where = {"subject": subject, "workspace": current()}
    pairs = enumerate(zip(arms, odds.weights, strict=True))
    drawn = [
        Arm(text=text, propensity=weight, trial=odds.trial, round=odds.round, place=place, **where)
        for place, (text, weight) in pairs
    ]
    return Choice(text=arms[0], trial=odds.trial, arms=drawn)
