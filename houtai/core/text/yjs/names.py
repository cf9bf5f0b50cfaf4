"""The schema of a text that several people write at once, version 1. The editor's half holds the same names.

A node is a Y.XmlElement, a mark a formatting attribute of a Y.XmlText. Values are JSON; numbers are whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from houtai.core.text.schema import LANGUAGE
from houtai.core.text.yjs.checks import (
    ALIGN,
    NAME,
    NUMBER,
    REFERENCE,
    SPAN,
    WORDS,
    Check,
    matches,
    played,
    web,
    whole,
    widths,
)
from houtai.core.text.yjs.marks import MARKS, SUGGESTIONS

SCHEMA = 1
FRAGMENT = "default"
# Where it is said whose letters are that were put in anew.
MOVED = "moved"
ROOTS = frozenset({FRAGMENT, "comments", MOVED})
DEEPEST = 100
# The client that seeds come from. Nobody who writes ever has it.
SEED = 1


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Kind:
    """What a node may carry: its attributes, the nodes in it, and the marks on text in it (None: no text)."""

    attrs: Mapping[str, Check] = field(default_factory=dict)
    children: frozenset[str] = frozenset()
    marks: frozenset[str] | None = None


BLOCKS = names("paragraph heading bulletList orderedList blockquote codeBlock horizontalRule figure embed table")
INLINE = names("hardBreak mention")
ALL = frozenset(MARKS)
CELL: Mapping[str, Check] = {"colspan": SPAN, "rowspan": SPAN, "colwidth": widths}
FIGURE: Mapping[str, Check] = {
    "src": web,
    "alt": WORDS,
    "image": REFERENCE,
    "format": NAME,
    "width": NUMBER,
    "height": NUMBER,
}
ROOT = Kind(children=BLOCKS)
NODES: Mapping[str, Kind] = {
    "paragraph": Kind({"align": ALIGN}, INLINE, ALL),
    "heading": Kind({"level": whole(2, 4), "align": ALIGN}, INLINE, ALL),
    "bulletList": Kind({}, names("listItem")),
    "orderedList": Kind({"start": NUMBER}, names("listItem")),
    "listItem": Kind({}, BLOCKS),
    "blockquote": Kind({}, BLOCKS),
    "codeBlock": Kind({"language": matches(LANGUAGE)}, frozenset(), SUGGESTIONS),
    "horizontalRule": Kind(),
    "figure": Kind(FIGURE, INLINE, ALL),
    "embed": Kind({"url": played}),
    "table": Kind({}, names("tableRow")),
    "tableRow": Kind({}, names("tableCell tableHeader")),
    "tableCell": Kind(CELL, BLOCKS),
    "tableHeader": Kind(CELL, BLOCKS),
    "hardBreak": Kind(),
    "mention": Kind({"id": NAME, "label": WORDS}),
}
# An attribute's value when the document does not name it.
DEFAULTS: Mapping[str, int] = {"start": 1, "colspan": 1, "rowspan": 1, "level": 2}
# What HTML cannot say, and what a change by HTML therefore leaves alone.
UNSAID = names("colwidth")
TEXTBLOCKS = names("paragraph heading codeBlock figure")
CONTAINERS = names("bulletList orderedList listItem blockquote table tableRow tableCell tableHeader")
