"""What people type into a search field: words that all must be there, "phrases", and -words that must not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from houtai.core.text.search.words import asked, cut, fold, pieces, said, stem

# Beyond these nothing is looked for, so that no query costs more than a long one does.
LONGEST = 300
MOST = 24
QUOTES = dict.fromkeys(map(ord, "“”„‟«»「」『』＂"), '"')
PART = re.compile(r"""(?P<minus>(?<!\S)[-－−])?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)|")""")
SHORTEST_START = 2


@dataclass(frozen=True)
class Token:
    """One word; start: or any that begins with it."""

    text: str
    start: bool = False


@dataclass(frozen=True)
class Either:
    """One of several words."""

    tokens: tuple[Token, ...]


Wanted = Token | Either


@dataclass(frozen=True)
class Query:
    """wanted: all must be found; unwanted: groups, of none of which all may be; phrases: as `said` has them."""

    wanted: tuple[Wanted, ...] = ()
    unwanted: tuple[tuple[Wanted, ...], ...] = ()
    phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    @property
    def positive(self) -> Query:
        """What is wanted alone."""
        return Query(self.wanted)

    @property
    def whole(self) -> Query:
        """Without beginnings of words: it finds a part of the same."""
        return Query(tuple(map(whole, self.wanted)), self.unwanted, self.phrases)

    @property
    def tokens(self) -> Iterator[Token]:
        """Of what is wanted, for showing where it is."""
        for one in self.wanted:
            yield from one.tokens if isinstance(one, Either) else (one,)


def whole(one: Wanted) -> Wanted:
    if isinstance(one, Token):
        return Token(one.text)
    return Either(tuple(token for token in one.tokens if not token.start))


def parse(text: str, *, typing: bool = False) -> Query:
    """Never fails; a query without any word is false. typing: the last word may still go on."""
    text = text.translate(QUOTES)[:LONGEST]
    wanted: list[Wanted] = []
    unwanted, phrases = [], []
    for part in PART.finditer(text):
        quoted = part["phrase"]
        last = typing and quoted is None and not part["minus"] and part.end() == len(text)
        tokens = tokens_of(part["word"] if quoted is None else quoted, going_on=last)
        if part["minus"]:
            unwanted.append(tuple(tokens))
            continue
        if quoted is not None and tokens:
            phrases.append(phrase(quoted))
        wanted += tokens
    settled = tuple(dict.fromkeys(wanted))[:MOST]
    return Query(settled, tuple(filter(None, unwanted))[:MOST], tuple(phrases)[:MOST])


def tokens_of(text: str | None, *, going_on: bool = False) -> list[Wanted]:
    found: list[Wanted] = []
    runs = list(pieces(fold(text or "")))
    for at, (han, run) in enumerate(runs):
        last = going_on and at == len(runs) - 1
        if han:
            end = cut(run)[-1] if last else ""
            found += [Token(word, start=word == end) for word in asked(run)]
        elif last and len(run) >= SHORTEST_START:
            found.append(Either((Token(run, start=True), Token(stem(run)))))
        else:
            found.append(Token(stem(run)))
    return found


def phrase(text: str) -> str:
    """Between blanks at the ends where a word would go on; Chinese has none there."""
    whole = said(text)
    kinds = [han for han, _run in pieces(fold(text))]
    return whole[1 if kinds[0] else 0 : -1 if kinds[-1] else None]
