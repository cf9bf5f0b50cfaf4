"""Takes a document's text out of pycrdt as it is, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pycrdt
from pycrdt import _pycrdt as raw

from houtai.core.text.yjs.names import DEEPEST, FRAGMENT
from houtai.core.text.yjs.tree import Marks, Node, Run, Text

# Stands where a document holds what is no node of any schema; the attribute `what` says what it is.
ODD = "?"


def fragment(doc: pycrdt.Doc[Any]) -> pycrdt.XmlFragment:
    """The document's text, made when it is not there yet."""
    return doc.get(FRAGMENT, type=pycrdt.XmlFragment)


def take(doc: pycrdt.Doc[Any]) -> list[Node | Text]:
    """The document's text as it is, whatever it holds."""
    root = fragment(doc)
    with doc.transaction() as transaction:
        return children_of(root.integrated, transaction._txn)


def children_of(parent: Any, transaction: Any, depth: int = 0) -> list[Node | Text]:
    """parent: pycrdt's own handle of an element or fragment."""
    if depth > DEEPEST:
        return [odd("deep")] if parent.len(transaction) else []
    children = parent.children(transaction)
    found = [node for child in children for node in taken(child, transaction, depth)]
    # What is no XML counts as a child and is not handed out.
    return found if len(children) == parent.len(transaction) else [*found, odd("alien")]


def taken(handle: Any, transaction: Any, depth: int = 0) -> Iterator[Node | Text]:
    if isinstance(handle, raw.XmlElement):
        attrs = {name: number(value) for name, value in handle.attributes(transaction) if value is not None}
        yield Node(tag_of(handle) or ODD, attrs, children_of(handle, transaction, depth + 1))
    elif isinstance(handle, raw.XmlText):
        yield from text_of(handle, transaction)
    else:
        yield odd("fragment" if isinstance(handle, raw.XmlFragment) else "alien")


def tag_of(handle: Any) -> str | None:
    """pycrdt's types forget this one."""
    tag: str | None = handle.tag()
    return tag


def text_of(handle: Any, transaction: Any) -> Iterator[Node | Text]:
    parts = handle.diff(transaction)
    yield Text(tuple(Run(part, marks_of(marks)) for part, marks in parts if isinstance(part, str)))
    if any(not isinstance(part, str) for part, _ in parts):
        yield odd("embedded")
    if handle.attributes(transaction):
        yield odd("attributes")


def odd(what: str) -> Node:
    return Node(ODD, {"what": what})


def marks_of(marks: Mapping[str, Any] | None) -> Marks:
    return {name: number(value) for name, value in marks.items() if value is not None} if marks else {}


def number(value: Any) -> Any:
    """JSON knows one kind of number, which pycrdt gives as float; ours are whole ones wherever they can be."""
    if isinstance(value, dict):
        return {name: number(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [number(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
