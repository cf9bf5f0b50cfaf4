"""Token F1: how far two texts say the same, as multisets of words; a Han, kana or hangul character is a word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from houtai.core.text.count import EACH


@dataclass(frozen=True, kw_only=True)
class Score:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def tokens(text: str) -> Counter[str]:
    """White space parts tokens, and its amount is nothing."""
    return Counter(EACH.sub(r" \g<0> ", text).split())


def score(found: str, *, expected: str) -> Score:
    """1 for two texts that are both empty."""
    ours, theirs = tokens(found), tokens(expected)
    return of_counts((ours & theirs).total(), found=ours.total(), expected=theirs.total())


def of_counts(same: int, *, found: int, expected: int) -> Score:
    if not found or not expected:
        return Score(precision=float(not expected), recall=float(not found))
    return Score(precision=same / found, recall=same / expected)
