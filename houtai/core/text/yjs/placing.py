"""Where in a live block something is written, and writing it there."""

from __future__ import annotations

from collections.abc import Sequence

import pycrdt

from houtai.core.text.yjs.live import children, insert, insert_runs, text_at
from houtai.core.text.yjs.tree import Node, Text
from houtai.core.text.yjs.units import Unit, children_from

# A child, and how many bytes into it; None: before that child, which is no text.
Place = tuple[int, int | None]


def place(block: pycrdt.XmlElement, live: list[Unit], index: int) -> Place:
    """Where to write what comes before the letter with this index: after its left neighbour, if there is one."""
    if not live:
        return last_place(block)
    unit = live[index - 1] if index else live[0]
    if not unit.atom:
        return unit.child, unit.stop if index else unit.start
    following = unit.child + 1 if index else unit.child
    found = list(block.children)[following : following + 1]
    return following, 0 if found and isinstance(found[0], pycrdt.XmlText) else None


def last_place(block: pycrdt.XmlElement) -> Place:
    found = list(block.children)
    if found and isinstance(found[-1], pycrdt.XmlText):
        return len(found) - 1, len(found[-1])
    return len(found), None


def put(block: pycrdt.XmlElement, where: Place, units: Sequence[Unit]) -> None:
    """Writes letters, splitting the text there when a line break comes in."""
    fresh = children_from(units)
    child, offset = where
    if offset is not None and fresh:
        text = text_at(block, child)
        rest = fresh[1:] if isinstance(fresh[0], Text) else fresh
        tail = cut(block, child, offset) if rest else ()
        if isinstance(fresh[0], Text):
            insert_runs(text, offset, fresh[0].runs)
        fresh, child = [*rest, *tail], child + 1
    for index, node in enumerate(fresh):
        insert(block, child + index, node)


def cut(block: pycrdt.XmlElement, child: int, offset: int) -> list[Text]:
    """Takes what stands after the offset out of a text, to be written again behind a line break."""
    text = text_at(block, child)
    kept = after(children(block)[child], offset)
    if kept:
        del text[offset : len(text)]
    return kept


def after(text: Node | Text, offset: int) -> list[Text]:
    runs = []
    for run in text.runs if isinstance(text, Text) else ():
        data = run.text.encode()
        rest = data[max(offset, 0) :].decode()
        offset -= len(data)
        if rest:
            runs.append(type(run)(rest, run.marks))
    return [Text(tuple(runs))] if runs else []
