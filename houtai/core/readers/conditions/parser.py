"""Reads a condition. Says where it is wrong and what was expected there."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from houtai.core.readers.conditions.nodes import (
    All,
    Attribute,
    Comparison,
    Condition,
    Did,
    Everybody,
    Not,
    Some,
    Tagged,
    Value,
    Within,
)
from houtai.core.readers.conditions.words import BadCondition, Token, tokens

EVENT = re.compile(r"[a-z0-9_.]{1,40}")
DAYS = 366
TIMES = 1_000_000
DEEPEST = 50


def parse(text: str) -> Condition:
    """Raises BadCondition. An empty text means everybody."""
    if not text.strip():
        return Everybody()
    reading = Reading(tokens(text))
    found = reading.some()
    if reading.here.kind != "end":
        raise reading.wrong(_("“and”, “or”, or the end"))
    return found


class Reading:
    """From left to right, one token after the other."""

    def __init__(self, cut: list[Token]) -> None:
        self.cut, self.place, self.depth = cut, 0, 0

    @property
    def here(self) -> Token:
        return self.cut[self.place]

    def wrong(self, expected: str) -> BadCondition:
        told = {"at": self.here.at + 1, "expected": expected, "found": self.here.shown}
        return BadCondition(_("At %(at)s: expected %(expected)s, found %(found)s.") % told, at=self.here.at)

    def step(self) -> Token:
        token = self.here
        self.place = min(self.place + 1, len(self.cut) - 1)
        return token

    def meets(self, *words: str) -> bool:
        """Go on if these words come next."""
        cut = self.cut[self.place : self.place + len(words)]
        if [(token.kind in ("word", "mark"), token.text.lower()) for token in cut] != [(True, word) for word in words]:
            return False
        self.place += len(words)
        return True

    def some(self) -> Condition:
        parts = [self.all()]
        while self.meets("or"):
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def all(self) -> Condition:
        parts = [self.one()]
        while self.meets("and"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadCondition(_("This is nested too deeply."), at=self.here.at)
        found = Not(self.one()) if self.meets("not") else self.enclosed() if self.meets("(") else self.leaf()
        self.depth -= 1
        return found

    def enclosed(self) -> Condition:
        found = self.some()
        if not self.meets(")"):
            raise self.wrong(_("“and”, “or” or “)”"))
        return found

    def leaf(self) -> Condition:
        if self.meets("all"):
            return Everybody()
        if self.meets("tag", ":"):
            return Tagged(self.name())
        if self.meets("audience", ":"):
            return Within(self.name())
        if self.meets("attribute", ":"):
            return Attribute(self.name(), self.comparison(), self.value())
        if self.meets("did"):
            return self.did()
        raise self.wrong(_("“tag:”, “attribute:”, “audience:”, “did”, “all”, “not” or “(”"))

    def name(self) -> str:
        if self.here.kind not in ("quoted", "word", "number") or not self.here.text:
            raise self.wrong(_("a name in quotes"))
        return self.step().text

    def comparison(self) -> Comparison:
        words: tuple[Comparison, ...] = ("is", "not", "at least", "at most", "has")
        for each in words:
            if self.meets(*each.split()):
                return each
        raise self.wrong(_("“is”, “not”, “at least”, “at most” or “has”"))

    def value(self) -> Value:
        token = self.here
        if token.kind == "number":
            return float(self.step().text)
        if token.kind == "word" and token.text.lower() in ("yes", "no"):
            return self.step().text.lower() == "yes"
        if token.kind == "quoted":
            return self.step().text
        raise self.wrong(_("a text in quotes, a number, “yes” or “no”"))

    def did(self) -> Did:
        if self.here.kind == "end" or not EVENT.fullmatch(self.here.text):
            raise self.wrong(_("the name of an event, such as view, read or click"))
        name = self.step().text
        times = 1
        if self.meets("at", "least"):
            times = self.whole(TIMES)
            self.either("times", "time")
        self.either("in")
        days = self.whole(DAYS)
        self.either("days", "day")
        return Did(name, times, days)

    def whole(self, most: int) -> int:
        text = self.here.text
        if self.here.kind != "number" or not text.isdecimal() or len(text) > 9 or not 1 <= int(text) <= most:
            raise self.wrong(_("a whole number from 1 to %(most)s") % {"most": most})
        return int(self.step().text)

    def either(self, *words: str) -> None:
        if not any(self.meets(word) for word in words):
            raise self.wrong(f"“{words[0]}”")
