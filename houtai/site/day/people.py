"""The people of a played day: how they judge and how long they take. Every figure that shapes them stands here.

They are played, not measured: what follows from them is an estimate (class C) wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import exp
from statistics import NormalDist
from typing import Any

LONG_ENOUGH = 120
TOO_LIKE = 60
OPERATORS = 2
DECISIONS_A_TICK = 12
SLIPS = 0.02
EDITS = 0.05
NOTICES = 0.5
LOOK_MS = 6_000
READ_MS_A_WORD = 40
READ_AT_MOST_WORDS = 400
TAKE_BACK_MS = 15_000
SPREAD = 0.4


def chance(*words: object) -> float:
    """A number in [0, 1) that depends on nothing but the words: the same after a crash, in any order."""
    return int(sha256(":".join(map(str, words)).encode()).hexdigest()[:13], 16) / 16**13


@dataclass(frozen=True, kw_only=True)
class Taste:
    """turned: whether the draft comes from a source that has turned bad: people skip what it sends from then on."""

    seed: int

    def wants(self, facts: Mapping[str, Any], *, turned: bool) -> str:
        """The action that is right for a draft, by its facts."""
        if turned:
            return "collect.skip"
        if facts["similarity"] >= TOO_LIKE:
            return "collect.merge"
        return "content.accept" if facts["words"] >= LONG_ENOUGH else "collect.skip"

    def says(self, facts: Mapping[str, Any], key: str, *, turned: bool) -> tuple[str, bool]:
        """What a person does first, and whether that is a slip which they take back at once."""
        right = self.wants(facts, turned=turned)
        if chance(self.seed, "slip", key) < SLIPS:
            return ("collect.skip" if right != "collect.skip" else "content.accept"), True
        if right == "content.accept" and chance(self.seed, "edit", key) < EDITS:
            return "content.take", False
        return right, False

    def notices(self, key: str) -> bool:
        """Whether an editor sees that the strategy published something that should not be there."""
        return chance(self.seed, "notice", key) < NOTICES

    def takes_ms(self, facts: Mapping[str, Any], key: str) -> int:
        """Touch time in milliseconds: a look, and reading up to a point; log-normal around it."""
        usual = LOOK_MS + READ_MS_A_WORD * min(facts["words"], READ_AT_MOST_WORDS)
        return round(usual * self.spread(key))

    def take_back_ms(self, key: str) -> int:
        return round(TAKE_BACK_MS * self.spread(key))

    def spread(self, key: str) -> float:
        drawn = min(max(chance(self.seed, "time", key), 1e-9), 1 - 1e-9)
        return exp(SPREAD * NormalDist().inv_cdf(drawn) - SPREAD**2 / 2)
