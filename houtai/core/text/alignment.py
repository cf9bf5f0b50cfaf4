"""Which paragraphs of two texts are the same, in a time that grows with their number and not with its square."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

Items = Sequence[Hashable]
# What, and from where to where in the first and in the second text.
Step = tuple[str, int, int, int, int]
# So many looks are taken at most between two anchors; beyond that, items are the same only at the same place.
MOST_LOOKS = 2_000_000


def steps(a: Items, b: Items) -> Iterator[Step]:
    """As `SequenceMatcher.get_opcodes`: what both begin and end with, then what is in each once, then the rest."""
    i = k = 0
    for at, to in [*pairs(a, b), (len(a), len(b))]:
        if i < at or k < to:
            yield ("replace" if i < at and k < to else "delete" if i < at else "insert"), i, at, k, to
        if at < len(a) or to < len(b):
            yield "equal", at, at + 1, to, to + 1
        i, k = at + 1, to + 1


def pairs(a: Items, b: Items) -> Iterator[tuple[int, int]]:
    """Places that say the same, in order."""
    head, tail = ends(a, b)
    yield from zip(range(head), range(head), strict=True)
    i = k = head
    middle = a[head : len(a) - tail], b[head : len(b) - tail]
    for at, to in [*((head + x, head + y) for x, y in anchors(*middle)), (len(a) - tail, len(b) - tail)]:
        yield from ((i + x, k + y) for x, y in between(a[i:at], b[k:to]))
        if at < len(a) - tail:
            yield at, to
        i, k = at + 1, to + 1
    yield from zip(range(len(a) - tail, len(a)), range(len(b) - tail, len(b)), strict=True)


def ends(a: Items, b: Items) -> tuple[int, int]:
    """How many are the same at the beginning, and of the others at the end."""
    most = min(len(a), len(b))
    head = next((at for at in range(most) if a[at] != b[at]), most)
    return head, next((at for at in range(most - head) if a[-1 - at] != b[-1 - at]), most - head)


def anchors(a: Items, b: Items) -> list[tuple[int, int]]:
    """The longest chain of those that are in both, in each once, and in the same order."""
    once = singles(a) & singles(b)
    places = {item: at for at, item in enumerate(b) if item in once}
    lowest: list[int] = []
    chain: list[tuple[int, int, int]] = []
    ends_at: list[int] = []
    for at, item in enumerate(a):
        if item not in once:
            continue
        length = bisect_left(lowest, places[item])
        chain.append((at, places[item], ends_at[length - 1] if length else -1))
        lowest[length : length + 1], ends_at[length : length + 1] = [places[item]], [len(chain) - 1]
    found, last = [], ends_at[-1] if ends_at else -1
    while last >= 0:
        at, to, last = chain[last]
        found.append((at, to))
    return found[::-1]


def singles(items: Iterable[Hashable]) -> set[Hashable]:
    return {item for item, count in Counter(items).items() if count == 1}


def between(a: Items, b: Items) -> Iterator[tuple[int, int]]:
    if not a or not b:
        return
    one, other = Counter(a), Counter(b)
    looks = sum(count * other[item] for item, count in one.items()) + len(a)
    if looks * max((one & other).total(), 1) > MOST_LOOKS:
        yield from ((at, at) for at, (old, new) in enumerate(zip(a, b, strict=False)) if old == new)
        return
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        yield from zip(range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True)
