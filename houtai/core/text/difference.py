"""What has changed between two texts, to be read by people: by paragraph, and within one by word or Han character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
# Longer texts are compared by their paragraphs alone: within them it would take a minute.
MOST_PIECES = 6_000


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
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            found += [Block(kind=SAME, tag=tag, parts=[(SAME, said)]) for tag, said in after[c:d]]
        else:
            found += replaced(before[a:b], after[c:d])
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


def replaced(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[Block]:
    """Pairs what is alike, from the start; the rest was removed or added."""
    found, left = [], list(before)
    for tag, said in after:
        match = next((at for at, (_tag, old) in enumerate(left) if alike(old, said)), None)
        if match is None:
            found.append(Block(kind=ADDED, tag=tag, parts=[(ADDED, said)]))
            continue
        found += [gone(*one) for one in left[:match]]
        found.append(Block(kind=CHANGED, tag=tag, parts=within(left[match][1], said)))
        left = left[match + 1 :]
    return found + [gone(*one) for one in left]


def gone(tag: str, said: str) -> Block:
    return Block(kind=REMOVED, tag=tag, parts=[(REMOVED, said)])


def alike(old: str, new: str) -> bool:
    """Whether much of both is in common, or nearly all of the shorter one is in the longer one."""
    a, b = PIECE.findall(old), PIECE.findall(new)
    if len(a) + len(b) > MOST_PIECES:
        return False
    common = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return 2 * common >= ALIKE * (len(a) + len(b)) or common >= CONTAINED * min(len(a), len(b))


def within(old: str, new: str) -> list[tuple[str, str]]:
    a, b = PIECE.findall(old), PIECE.findall(new)
    parts: list[tuple[str, str]] = []
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append((SAME, "".join(b[k:m])))
            continue
        parts += [(REMOVED, "".join(a[i:j]))] if i < j else []
        parts += [(ADDED, "".join(b[k:m]))] if k < m else []
    return parts
