"""Handles of a live document: reading one block of it, and writing nodes into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import pycrdt

from houtai.core.text.yjs.taking import children_of, taken
from houtai.core.text.yjs.tree import Node, Run, Text

Parent = pycrdt.XmlFragment | pycrdt.XmlElement


def children(parent: Parent) -> list[Node | Text]:
    """What stands in an element, one for each of its children in a document within the schema."""
    with parent.doc.transaction() as transaction:
        return children_of(parent.integrated, transaction._txn)


def node_of(element: pycrdt.XmlElement) -> Node | Text:
    with element.doc.transaction() as transaction:
        return next(taken(element.integrated, transaction._txn))


def element_at(parent: Parent, index: int) -> pycrdt.XmlElement:
    return cast(pycrdt.XmlElement, parent.children[index])


def text_at(parent: Parent, index: int) -> pycrdt.XmlText:
    return cast(pycrdt.XmlText, parent.children[index])


def attributes_of(element: pycrdt.XmlElement) -> dict[str, Any]:
    with element.doc.transaction() as transaction:
        return dict(element.integrated.attributes(transaction._txn))


def insert(parent: Parent, index: int, node: Node | Text) -> None:
    """Writes a node and all that is in it, before the child with that index."""
    if isinstance(node, Text):
        insert_runs(parent.children.insert(index, pycrdt.XmlText()), 0, node.runs)
        return
    element = parent.children.insert(index, pycrdt.XmlElement(node.name))
    for place, child in enumerate(node.children):
        insert(element, place, child)
    for name, value in node.attrs.items():
        element.attributes[name] = value


def insert_runs(text: pycrdt.XmlText, offset: int, runs: Sequence[Run]) -> None:
    """offset: in bytes of UTF-8, as pycrdt counts."""
    for run in runs:
        text.insert(offset, run.text, run.marks)
        offset += len(run.text.encode())
