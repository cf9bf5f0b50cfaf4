"""Marks and line breaks as the editor would have made them of HTML."""

from __future__ import annotations

from typing import Any

from houtai.core.text.structure import Element
from houtai.core.text.yjs.marks import MARKS, TAGS
from houtai.core.text.yjs.tree import Marks

RANKS = tuple(MARKS)
MARK_OF = {tag: name for name, tag in TAGS.items()}


def digits(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


def ranked(marks: Marks) -> Marks:
    return {name: marks[name] for name in RANKS if name in marks}


def mark(element: Element) -> dict[str, Any]:
    """As an editor writes marks: all attributes of a link, those that it lacks as null."""
    if element.tag == "a":
        return {"link": {name: element.get(name) for name in MARKS["link"]}}
    return {MARK_OF[element.tag]: {}} if element.tag in MARK_OF else {}
