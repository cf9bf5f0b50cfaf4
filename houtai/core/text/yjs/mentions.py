"""Whom a text mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pycrdt

from houtai.core.text.yjs.taking import take
from houtai.core.text.yjs.tree import Node, Text


def mentioned(doc: pycrdt.Doc[Any]) -> set[str]:
    """The ids in all mentions of a document."""
    return set(ids(take(doc)))


def ids(found: Sequence[Node | Text]) -> Iterator[str]:
    stack: list[Node | Text] = list(found)
    while stack:
        node = stack.pop()
        if isinstance(node, Node):
            stack += node.children
            if node.name == "mention" and node.attrs.get("id"):
                yield str(node.attrs["id"])
