"""Whom a text mentions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

import pycrdt

from houtai.core.text.yjs.inline import mentioned
from houtai.core.text.yjs.taking import take
from houtai.core.text.yjs.tree import Node, Text

NAME = "mention"


def mentions(doc: pycrdt.Doc[Any]) -> list[tuple[str, str]]:
    """The id in each mention of a document, in order, with the words of its paragraph."""
    found: list[tuple[str, str]] = []
    stack: list[Node | Text] = [Node("", {}, take(doc))]
    while stack:
        node = stack.pop()
        if isinstance(node, Node):
            ids = [str(child.attrs["id"]) for child in node.children if names_somebody(child)]
            said = "".join(words(node)) if ids else ""
            found += [(known, said) for known in ids]
            stack += reversed(node.children)
    return found


def names_somebody(node: Node | Text) -> TypeGuard[Node]:
    return isinstance(node, Node) and node.name == NAME and bool(node.attrs.get("id"))


def words(paragraph: Node) -> Iterator[str]:
    for child in paragraph.children:
        if isinstance(child, Text):
            yield from (run.text for run in child.runs)
        elif child.name == NAME:
            yield mentioned(child)
