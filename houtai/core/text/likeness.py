"""What two short texts have in common: by word, or Han character."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from houtai.core.text.alignment import Step, ends

SAME, ADDED, REMOVED = "same", "added", "removed"
Parts = list[tuple[str, str]]
# Each Han character or kana by itself, else a word, blanks, or one other character.
PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W_]+|\s+|.", re.DOTALL)
# Below these shares of pieces in common, two paragraphs are another one each, not one that was changed.
ALIKE, CONTAINED = 0.35, 0.8
# Pieces times pieces that are compared; all further paragraphs are shown as wholes, else it would take minutes.
MOST_STEPS = 20_000_000


def parts(old: str, new: str) -> Parts:
    """(same, added or removed, text), in order of reading; what shares too little is removed and added as a whole."""
    if old == new:
        return [(SAME, new)] if new else []
    return Comparing().within(old, new) or [(kind, text) for kind, text in ((REMOVED, old), (ADDED, new)) if text]


class Comparing:
    """Compares paragraphs by their pieces. left: how many steps it may still take."""

    def __init__(self) -> None:
        self.left = MOST_STEPS
        self.bags: dict[str, Counter[str]] = {}

    def within(self, old: str, new: str) -> Parts:
        """As parts of a block, if much of both is in common, or nearly all of the shorter one is in the longer one."""
        one, other = self.bag(old), self.bag(new)
        enough = min(ALIKE * (one.total() + other.total()) / 2, CONTAINED * min(one.total(), other.total()))
        self.left -= len(one) + len(other)
        # The same pieces in any order are more than those in the same order, and counted much faster.
        if (one & other).total() < enough:
            return []
        return self.compared(PIECE.findall(old), PIECE.findall(new), enough)

    def compared(self, a: list[str], b: list[str], enough: float) -> Parts:
        head, tail = ends(a, b)
        middle = a[head : len(a) - tail], b[head : len(b) - tail]
        cost = len(middle[0]) * len(middle[1])
        if cost > self.left:
            return []
        self.left -= cost
        matcher = SequenceMatcher(None, *middle, autojunk=False)
        common = head + tail + sum(block.size for block in matcher.get_matching_blocks())
        if common < enough:
            return []
        around = [[(SAME, said)] if (said := "".join(some)) else [] for some in (a[:head], a[len(a) - tail :])]
        return joined([*around[0], *parts_of(*middle, matcher.get_opcodes()), *around[1]])

    def bag(self, said: str) -> Counter[str]:
        if said not in self.bags:
            self.bags[said] = Counter(PIECE.findall(said))
        return self.bags[said]


def parts_of(a: Sequence[str], b: Sequence[str], steps: Iterable[Step]) -> Parts:
    found: Parts = []
    for what, i, j, k, m in steps:
        if what == "equal":
            found.append((SAME, "".join(b[k:m])))
            continue
        found += [(REMOVED, "".join(a[i:j]))] if i < j else []
        found += [(ADDED, "".join(b[k:m]))] if k < m else []
    return found


def joined(found: Parts) -> Parts:
    """With neighbours of the same kind as one."""
    whole: Parts = []
    for kind, text in found:
        before = whole.pop()[1] if whole and whole[-1][0] == kind else ""
        whole.append((kind, before + text))
    return whole
