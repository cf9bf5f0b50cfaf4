"""Finds the words of a list in a text, however they are written: wide or narrow, in capitals, with invisible signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache


class Matcher:
    """Made once for a list, then asked about many texts; the time that takes does not grow with the list."""

    def __init__(self, words: Iterable[str]) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self.words = {folded(word): word for word in words if folded(word)}
        self.patterns = list(self.words)
        self.automaton = AhoCorasick(self.patterns, matchkind=MatchKind.Standard)

    def find(self, text: str) -> list[str]:
        """The words that stand in the text, as the list has them, each once, in the order in which they end there.

        A word that begins or ends with a letter of ASCII does not count inside a longer one: "ass" is not in "class".
        """
        if not self.patterns:
            return []
        looked = folded(text)
        found = self.automaton.find_matches_as_indexes(looked, overlapping=True)
        here = (self.patterns[which] for which, start, end in found if whole(looked, start, end))
        return list(dict.fromkeys(self.words[pattern] for pattern in here))


def folded(text: str) -> str:
    """One form for all ways of writing the same: NFKC, without case, without invisible signs, single blanks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    seen = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).split())


def whole(text: str, start: int, end: int) -> bool:
    return not (run_on(text, start) or run_on(text, end))


def run_on(text: str, at: int) -> bool:
    """Whether two letters of ASCII meet at this place."""
    return 0 < at < len(text) and ascii_letter(text[at - 1]) and ascii_letter(text[at])


def ascii_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


@lru_cache(maxsize=64)
def matcher(words: str) -> Matcher:
    """For a list with one word a line; the same list is not read twice."""
    return Matcher(line.strip() for line in words.splitlines())
