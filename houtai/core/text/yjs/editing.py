"""Edits the words of one live block in place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import pycrdt

from houtai.core.text.yjs.comparing import edits
from houtai.core.text.yjs.live import children, text_at
from houtai.core.text.yjs.marks import MARKS
from houtai.core.text.yjs.placing import place, put
from houtai.core.text.yjs.tree import Node, Text
from houtai.core.text.yjs.units import Unit, units_of, with_mentions


def edit_words(block: pycrdt.XmlElement, goal: Sequence[Node | Text]) -> None:
    """Makes the block's stored words those of `goal`. Suggestions stay where they are."""
    code = block.tag == "codeBlock"
    live = units_of(children(block), code=code)
    wanted = with_mentions(units_of(goal, code=code), live)
    for start, stop, first, last in reversed(edits([u.text for u in live], [u.text for u in wanted])):
        put(block, place(block, live, stop), wanted[first:last])
        remove(block, live[start:stop])
    if not code:
        form(block, units_of(children(block)), wanted)


def remove(block: pycrdt.XmlElement, units: Sequence[Unit]) -> None:
    """From the right, so that what is left of it keeps its place."""
    for child, start, stop in reversed(list(stretches(units))):
        if start == stop:
            del block.children[child]
        else:
            del text_at(block, child)[start:stop]


def stretches(units: Sequence[Unit]) -> Iterator[tuple[int, int, int]]:
    """Neighbouring letters of one text as (child, start, stop)."""
    found: list[tuple[int, int, int]] = []
    for unit in units:
        if found and not unit.atom and found[-1][0] == unit.child and found[-1][2] == unit.start:
            found[-1] = (unit.child, found[-1][1], unit.stop)
        else:
            found.append((unit.child, unit.start, unit.stop))
    return iter(found)


def form(block: pycrdt.XmlElement, live: list[Unit], goal: list[Unit]) -> None:
    """Gives the letters, which are the same by now, the marks that they are to have."""
    changes = [(unit, difference(unit, wanted)) for unit, wanted in zip(live, goal, strict=False)]
    for change, group in groupby(changes, key=lambda pair: pair[1]):
        for child, start, stop in stretches([unit for unit, _ in group]) if change else ():
            text_at(block, child).format(start, stop, change)


def difference(live: Unit, goal: Unit) -> dict[str, Any]:
    """Mark -> its new attributes, or None where it goes."""
    if live.marks == goal.marks or live.marks is None or goal.marks is None or goal.given is None:
        return {}
    has, wants = live.marks, goal.marks
    return {name: goal.given[name] if name in wants else None for name in MARKS if has.get(name) != wants.get(name)}
