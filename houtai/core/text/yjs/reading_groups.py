"""Reads lists, quotes and tables: the blocks that hold blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from houtai.core.text.structure import Element
from houtai.core.text.yjs.parsing_marks import digits
from houtai.core.text.yjs.reader import DEEPEST, Reader, container, reads
from houtai.core.text.yjs.tree import Node


@reads("ul")
def bullets(element: Element, depth: int) -> list[Node]:
    return listing("bulletList", {}, element, depth)


@reads("ol")
def numbers(element: Element, depth: int) -> list[Node]:
    start = digits(element.get("start"))
    return listing("orderedList", {"start": 1 if start is None else start}, element, depth)


def listing(name: str, attrs: Mapping[str, Any], element: Element, depth: int) -> list[Node]:
    if depth > DEEPEST:
        return container(element, depth)
    items = loose(element.text)
    for child in element:
        items += [item(child, depth + 2), *loose(child.tail)]
    return [Node(name, attrs, items)] if items else []


def loose(text: str | None) -> list[Node]:
    """Words that stand in a list itself are an item."""
    reader = Reader(0)
    reader.parts.text(text)
    reader.flush()
    return [Node("listItem", {}, reader.blocks)] if reader.blocks else []


def item(element: Element, depth: int) -> Node:
    """An item begins with a paragraph, an empty one if need be: an editor deletes what does not."""
    inside = container(element, depth) if element.tag == "li" else stray(element, depth)
    begins = bool(inside) and inside[0].name == "paragraph"
    return Node("listItem", {}, inside if begins else [Node("paragraph"), *inside])


def stray(element: Element, depth: int) -> list[Node]:
    reader = Reader(depth)
    reader.child(element)
    reader.flush()
    return reader.blocks


@reads("blockquote")
def quote(element: Element, depth: int) -> list[Node]:
    inside = container(element, depth + 1)
    return inside if depth > DEEPEST else [Node("blockquote", {}, inside or [Node("paragraph")])]


@reads("table")
def table(element: Element, depth: int) -> list[Node]:
    if depth > DEEPEST:
        return container(element, depth)
    groups = [group if group.tag != "tr" else [group] for group in element]
    rows = [row(child, depth + 3) for group in groups for child in group]
    return [Node("table", {}, rows)] if rows else []


def row(element: Element, depth: int) -> Node:
    return Node("tableRow", {}, [cell(child, depth) for child in element])


def cell(element: Element, depth: int) -> Node:
    spans = {name: digits(element.get(name)) or 1 for name in ("colspan", "rowspan")}
    name = "tableHeader" if element.tag == "th" else "tableCell"
    return Node(name, spans, container(element, depth) or [Node("paragraph")])
