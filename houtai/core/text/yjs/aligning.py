"""Finds what two sequences share, so that as little as possible has to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from houtai.core.text.yjs.comparing import shared
from houtai.core.text.yjs.pairing import pairs

Step = tuple[int | None, int | None]


def steps(live: Sequence[str], goal: Sequence[str], kinds: tuple[Sequence[str], Sequence[str]]) -> list[Step]:
    """How to get from one list of blocks to the other: (index, index) for what stays or is edited, None for what
    one side lacks. kinds: the node names on both sides; only blocks of the same name are edited into each other.
    """
    head = shared(live, goal)
    tail = shared(live[head:][::-1], goal[head:][::-1])
    left, right = len(live) - tail, len(goal) - tail
    found: list[Step] = [(index, index) for index in range(head)]
    for tag, i, j, k, m in SequenceMatcher(None, live[head:left], goal[head:right], autojunk=False).get_opcodes():
        a, b, c, d = head + i, head + j, head + k, head + m
        if tag == "equal":
            found += zip(range(a, b), range(c, d), strict=True)
        else:
            inner = pairs([*zip(kinds[0][a:b], live[a:b], strict=True)], [*zip(kinds[1][c:d], goal[c:d], strict=True)])
            found += shifted(inner, a, b, c, d)
    return [*found, *zip(range(left, len(live)), range(right, len(goal)), strict=True)]


def shifted(inner: list[tuple[int, int]], a: int, b: int, c: int, d: int) -> Iterator[Step]:
    """The pairs, with what stands between them: what goes before what comes."""
    for left, right in [*((a + i, c + j) for i, j in inner), (b, d)]:
        yield from ((index, None) for index in range(a, left))
        yield from ((None, index) for index in range(c, right))
        if left < b:
            yield left, right
        a, c = left + 1, right + 1
