"""What has changed between two texts, to be read by people: by paragraph, and within one by word or Han character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from houtai.core.text.alignment import steps
from houtai.core.text.formatting import Mark, marks_of, remarked
from houtai.core.text.likeness import ADDED, REMOVED, SAME, Comparing, Parts
from houtai.core.text.plain import plain
from houtai.core.text.structure import inner, parse

__all__ = ["ADDED", "CHANGED", "REMOVED", "SAME", "Block", "blocks", "difference", "folded"]

CHANGED = "changed"
BOXES = ("ul", "ol", "table", "thead", "tbody", "blockquote", "figure", "div")
# So many that are the same, one after the other, are folded away.
MANY = 3
# So many paragraphs of the old text are looked at to find the one that a new one was made of.
NEAR = 50


class Said(NamedTuple):
    """A paragraph as it is compared: element, text, and how it is set."""

    tag: str
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, heading, item, cell row or picture. parts: (same, added or removed, text), in order of reading;
    lost, gained: in words, how it was set before and is now, as far as the text does not show it.
    """

    kind: str
    tag: str
    parts: Parts
    lost: Sequence[str] = ()
    gained: Sequence[str] = ()


def difference(old: str, new: str) -> list[Block]:
    """Blocks of both texts (HTML) in the order of the new one, what was removed where it stood."""
    before, after = blocks(old), blocks(new)
    found: list[Block] = []
    comparing = Comparing()
    for what, a, b, c, d in steps(before, after):
        if what == "equal":
            found += [Block(kind=SAME, tag=said.tag, parts=[(SAME, said.text)]) for said in after[c:d]]
        else:
            found += replaced(before[a:b], after[c:d], comparing)
    return found


def folded(found: Iterable[Block]) -> list[tuple[bool, list[Block]]]:
    """For a page: runs of blocks, and whether nothing of a run needs to be seen at first."""
    runs = [list(run) for _same, run in groupby(found, key=lambda block: block.kind == SAME)]
    return [(run[0].kind == SAME and len(run) > MANY, run) for run in runs]


def blocks(html: str) -> list[Said]:
    """What a picture says is its description or its address."""
    return list(walk(parse(html))) if html.strip() else []


def walk(root: Any, boxes: tuple[str, ...] = ()) -> Iterator[Said]:
    for child in root:
        if child.tag in BOXES:
            yield from walk(child, (*boxes, child.tag))
        elif child.tag in ("img", "embed"):
            said = child.get("alt") or child.get("src") or child.get("url") or f"#{child.get('id')}"
            yield Said(child.tag, said, marks_of(child, boxes))
        else:
            text = plain(inner(child)) or (child.tag if child.tag == "hr" else "")
            if text:
                yield Said(child.tag, text, marks_of(child, boxes))


def replaced(before: Sequence[Said], after: Sequence[Said], comparing: Comparing) -> list[Block]:
    """Pairs what is alike, from the start; the rest was removed or added."""
    found: list[Block] = []
    first = 0
    for new in after:
        near = range(first, min(first + NEAR, len(before))) if comparing.left > 0 else ()
        pairs = ((at, parts) for at in near if (parts := comparing.within(before[at].text, new.text)))
        match, parts = next(pairs, (0, []))
        if not parts:
            found.append(Block(kind=ADDED, tag=new.tag, parts=[(ADDED, new.text)]))
            continue
        found += [gone(old) for old in before[first:match]]
        old = before[match]
        lost, gained = remarked(old.marks, new.marks, old.text, new.text)
        found.append(Block(kind=CHANGED, tag=new.tag, parts=parts, lost=lost, gained=gained))
        first = match + 1
    return found + [gone(old) for old in before[first:]]


def gone(said: Said) -> Block:
    return Block(kind=REMOVED, tag=said.tag, parts=[(REMOVED, said.text)])
