"""What has changed between two texts, to be read by people: by paragraph, and within one by word or Han character."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from houtai.core.text.plain import plain
from houtai.core.text.structure import inner, parse

SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"
# Each Han character or kana by itself, else a word, blanks, or one other character.
PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W_]+|\s+|.", re.DOTALL)
# Below these shares of pieces in common, two paragraphs are another one each, not one that was changed.
ALIKE, CONTAINED = 0.35, 0.8
# Pieces times pieces that are compared; all further paragraphs are shown as wholes, else it would take minutes.
MOST_STEPS = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, heading, item, cell row or picture. parts: (same, added or removed, text), in order of reading."""

    kind: str
    tag: str
    parts: Sequence[tuple[str, str]]


def difference(old: str, new: str) -> list[Block]:
    """Blocks of both texts (HTML) in the order of the new one, what was removed where it stood."""
    before, after = blocks(old), blocks(new)
    found: list[Block] = []
    comparing = Comparing()
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            found += [Block(kind=SAME, tag=tag, parts=[(SAME, said)]) for tag, said in after[c:d]]
        else:
            found += replaced(before[a:b], after[c:d], comparing)
    return found


def blocks(html: str) -> list[tuple[str, str]]:
    """Element name and text of each block; what a picture says is its description or its address."""
    return list(walk(parse(html))) if html.strip() else []


def walk(root: Any) -> Iterator[tuple[str, str]]:
    for child in root:
        if child.tag in ("ul", "ol", "table", "thead", "tbody", "blockquote", "figure", "div"):
            yield from walk(child)
        elif child.tag in ("img", "embed"):
            yield child.tag, child.get("alt") or child.get("src") or child.get("url") or f"#{child.get('id')}"
        else:
            said = plain(inner(child)) or (child.tag if child.tag == "hr" else "")
            if said:
                yield child.tag, said


def replaced(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]], comparing: Comparing) -> list[Block]:
    """Pairs what is alike, from the start; the rest was removed or added."""
    found, left = [], list(before)
    for tag, said in after:
        pairs = enumerate(left) if comparing.left > 0 else ()
        match, parts = next(((at, parts) for at, (_, old) in pairs if (parts := comparing.within(old, said))), (0, []))
        if not parts:
            found.append(Block(kind=ADDED, tag=tag, parts=[(ADDED, said)]))
            continue
        found += [gone(*one) for one in left[:match]]
        found.append(Block(kind=CHANGED, tag=tag, parts=parts))
        left = left[match + 1 :]
    return found + [gone(*one) for one in left]


def gone(tag: str, said: str) -> Block:
    return Block(kind=REMOVED, tag=tag, parts=[(REMOVED, said)])


class Comparing:
    """Compares paragraphs by their pieces. left: how many steps it may still take."""

    def __init__(self) -> None:
        self.left = MOST_STEPS
        self.bags: dict[str, Counter[str]] = {}

    def within(self, old: str, new: str) -> list[tuple[str, str]]:
        """As parts of a block, if much of both is in common, or nearly all of the shorter one is in the longer one."""
        one, other = self.bag(old), self.bag(new)
        a, b = one.total(), other.total()
        enough = min(ALIKE * (a + b) / 2, CONTAINED * min(a, b))
        self.left -= len(one) + len(other)
        # The same pieces in any order are more than those in the same order, and counted much faster.
        if (one & other).total() < enough or a * b > self.left:
            return []
        self.left -= a * b
        pieces = PIECE.findall(old), PIECE.findall(new)
        matcher = SequenceMatcher(None, *pieces, autojunk=False)
        common = sum(block.size for block in matcher.get_matching_blocks())
        return parts_of(*pieces, matcher.get_opcodes()) if common >= enough else []

    def bag(self, said: str) -> Counter[str]:
        if said not in self.bags:
            self.bags[said] = Counter(PIECE.findall(said))
        return self.bags[said]


def parts_of(a: list[str], b: list[str], steps: Iterable[tuple[str, int, int, int, int]]) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    for what, i, j, k, m in steps:
        if what == "equal":
            parts.append((SAME, "".join(b[k:m])))
            continue
        parts += [(REMOVED, "".join(a[i:j]))] if i < j else []
        parts += [(ADDED, "".join(b[k:m]))] if k < m else []
    return parts
