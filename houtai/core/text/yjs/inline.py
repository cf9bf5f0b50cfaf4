"""Writes the characters of a block with their marks, nested as little as possible and always the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from houtai.core.text.yjs.letters import known, legal, spaced
from houtai.core.text.yjs.marks import INSERTION
from houtai.core.text.yjs.nesting import Piece, nested, settled
from houtai.core.text.yjs.tree import Node, Text


def inline(children: Sequence[Node | Text], *, suggestions: bool = False) -> str:
    return nested(settled(list(pieces(children, suggestions=suggestions))))


def plain_text(children: Sequence[Node | Text], *, suggestions: bool = False) -> str:
    """The characters, line ends included, without marks."""
    runs = (run for child in children if isinstance(child, Text) for run in child.runs)
    kept = (run.text for run in runs if suggestions or INSERTION not in run.marks)
    return escape(legal("".join(kept)), quote=False)


def pieces(children: Sequence[Node | Text], *, suggestions: bool) -> Iterator[Piece]:
    for child in children:
        if isinstance(child, Text):
            yield from characters(child, suggestions=suggestions)
        elif child.name == "hardBreak":
            yield "<br/>", None
        elif child.name == "mention":
            yield from name_of(child)
        else:
            yield from pieces(child.children, suggestions=suggestions)


def name_of(mention: Node) -> Iterator[Piece]:
    shown = spaced(mentioned(mention))
    if shown:
        yield escape(shown, quote=False), None


def mentioned(node: Node) -> str:
    label = node.attrs.get("label")
    return f"@{label}" if isinstance(label, str) and label else ""


def characters(text: Text, *, suggestions: bool) -> Iterator[Piece]:
    for run in text.runs:
        shown = spaced(run.text) if suggestions or INSERTION not in run.marks else ""
        if shown:
            yield escape(shown, quote=False), dict(known(run.marks, suggestions=suggestions))
