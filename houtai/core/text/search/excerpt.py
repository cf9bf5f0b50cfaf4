"""Where in a text the words stand, to be shown: pieces of plain text, each with whether it was looked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from houtai.core.text.search.query import Query
from houtai.core.text.search.words import PAIR, RUNS, WORD, clipped, fold, stem

Pieces = list[tuple[str, bool]]
LENGTH = 160
BEFORE = 40
# Farther into a text nobody is led.
LOOKED = 20_000
ELLIPSIS = "…"


def marked(text: str, query: Query) -> Pieces:
    """The whole text."""
    return list(parted(text, spans(text, query)))


def excerpt(text: str, query: Query, *, length: int = LENGTH) -> Pieces:
    """About `length` characters in which the most different words stand, or the beginning."""
    line = " ".join(text[:LOOKED].split())
    found = spans(line, query)
    start = best(line, found, length)
    start = line.find(" ", start, start + BEFORE // 2) + 1 or start if start else 0
    end = min(len(line), start + length)
    if len("".join(RUNS.findall(line[start:end]))) * 3 > length:
        # A Chinese character is as wide as two letters, and says more.
        end = min(end, start + length * 5 // 8)
    inside = [(a - start, b - start) for a, b in found if a >= start and b <= end]
    pieces = list(parted(line[start:end].rstrip(), inside))
    return [*([(ELLIPSIS, False)] if start else []), *pieces, *([(ELLIPSIS, False)] if end < len(line) else [])]


def best(line: str, found: list[tuple[int, int]], length: int) -> int:
    """Where a window begins that shows the most different words; the first of the best."""

    def shown(start: int) -> int:
        return len({line[a:b].casefold() for a, b in found if start <= a and b <= start + length - BEFORE})

    first = max((a for a, _b in found[:200]), key=shown, default=0)
    return max(0, first - BEFORE)


def parted(text: str, found: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    edges = [0, *(edge for span in found for edge in span), len(text)]
    for at, (a, b) in enumerate(pairwise(edges)):
        if a < b:
            yield text[a:b], at % 2 == 1


def spans(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the wanted words stand, in order, without overlaps."""
    folded, places = aligned(text)
    tokens = list(dict.fromkeys(query.tokens))
    han = [word for word in (token.text.removeprefix(PAIR) for token in tokens) if RUNS.fullmatch(word)]
    exact = {token.text for token in tokens if not token.start}
    starts = tuple(token.text for token in tokens if token.start)
    found = [(at, at + len(word)) for word in han for at in everywhere(folded, word)]
    for word in WORD.finditer(RUNS.sub(lambda run: " " * len(run[0]), folded)):
        plain = clipped(word[0])
        if plain in exact or stem(plain) in exact or (starts and plain.startswith(starts)):
            found.append(word.span())
    return joined((places[a], places[b - 1] + 1) for a, b in sorted(found))


def joined(found: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    whole: list[tuple[int, int]] = []
    for a, b in found:
        if whole and a <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(b, whole[-1][1]))
        else:
            whole.append((a, b))
    return whole


def everywhere(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def aligned(text: str) -> tuple[str, list[int]]:
    """The text folded sign by sign, and for each sign of it where it was."""
    signs = [(folded_sign(sign), at) for at, sign in enumerate(text)] if not text.isascii() else []
    if not signs:
        return text.casefold(), list(range(len(text)))
    return "".join(sign for sign, _at in signs), [at for sign, at in signs for _one in sign]


@lru_cache(maxsize=20_000)
def folded_sign(sign: str) -> str:
    return fold(sign)
