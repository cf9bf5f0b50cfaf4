"""What of a text can be searched for: its words, each in one form however it was written."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

# What is searched for in a text longer than this lies in its beginning.
LONGEST = 300_000
LONGEST_WORD = 40
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUNS = re.compile(f"([{HAN}]+)")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Accents of Latin, Greek and Cyrillic letters. Signs of other scripts make other letters, so they stay.
ACCENTS = dict.fromkeys(range(0x300, 0x370))
PAIR = "·"
STEMMED = re.compile(r"[a-z]{4,}")
_own = threading.local()


def fold(text: str) -> str:
    """Without case, width, accents, and in simplified characters. Folding twice equals folding once."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", whole).casefold())
    return unicodedata.normalize("NFC", plain.translate(ACCENTS)).translate(simplified())


@lru_cache(maxsize=1)
def simplified() -> dict[int, str]:
    """Each traditional character by itself, so that a folded text is as long as before."""
    from opencc import OpenCC

    signs = [chr(code) for code in (*range(0x3400, 0xA000), *range(0x20000, 0x2A6E0))]
    turned = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return {ord(old): new for old, new in zip(signs, turned, strict=True) if old != new and len(new) == 1}


def pieces(folded: str) -> Iterator[tuple[bool, str]]:
    """In order: whether it is a run of Han characters, and the run or the word."""
    for at, part in enumerate(RUNS.split(folded)):
        if at % 2:
            yield True, part
        else:
            yield from ((False, clipped(word)) for word in WORD.findall(part))


def clipped(word: str) -> str:
    return re.sub("['’]s$|['’]", "", word)[:LONGEST_WORD]


def said(text: str) -> str:
    """The text for finding phrases: words between blanks, Han characters close together, nothing else."""
    found = "".join(run if han else f" {run} " for han, run in pieces(fold(text[:LONGEST])))
    return f" {' '.join(found.split())} "


def words(text: str) -> list[str]:
    """Every word under which the text is found, each once: as written, its stem, and the short ones in long ones."""
    found: dict[str, None] = {}
    for han, run in pieces(fold(text[:LONGEST])):
        found.update(dict.fromkeys(inside(run) if han else (run, stem(run))))
    return list(found)


def inside(run: str) -> Iterator[str]:
    for word in cut(run):
        yield word
        if len(word) > 2:
            yield from short(word)
    yield from (paired(one, other) for one, other in pairwise(cut(run)) if 1 in (len(one), len(other)))


def asked(run: str) -> list[str]:
    """The words of a run of Han characters that all have to be found."""
    parts = cut(run)
    pairs = [paired(one, other) for one, other in pairwise(parts) if len(one) == len(other) == 1]
    alone = [word for word, near in zip(parts, neighbours(parts), strict=True) if len(word) > 1 or not near]
    return list(dict.fromkeys([*alone, *pairs]))


def paired(one: str, other: str) -> str:
    """What no dictionary knows is cut to single characters; two that meet make a word, so that names are found.

    In a text the cut may go through a name, so there all pairs count in which one is single. The mark keeps them apart
    from the dictionary's words: 和服 is none of 产品和服务.
    """
    return PAIR + one[-1] + other[0]


def neighbours(parts: list[str]) -> list[bool]:
    """Which single characters have another one beside them."""
    single = [False, *(len(part) == 1 for part in parts), False]
    return [before or after for before, after in zip(single, single[2:], strict=False)]


def cut(run: str) -> list[str]:
    """By the dictionary alone: guesses at new words depend on what stands around them, and would differ in a query."""
    from rjieba import cut as cut_run

    parts: list[str] = cut_run(run, hmm=False)
    return parts


@lru_cache(maxsize=20_000)
def short(word: str) -> tuple[str, ...]:
    """The words of the dictionary inside a longer one."""
    from rjieba import cut_all

    return tuple(part for part in cut_all(word) if 1 < len(part) < len(word))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of an English word (Snowball), else the word."""
    if not STEMMED.fullmatch(word):
        return word
    return str(stemmer().stemWord(word))


def stemmer() -> Any:
    """One for each thread: it keeps what it works on."""
    if not hasattr(_own, "stemmer"):
        from Stemmer import Stemmer

        _own.stemmer = Stemmer("english")
    return _own.stemmer
