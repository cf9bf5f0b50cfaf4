"""Writes lists, quotes and tables: the blocks that hold blocks."""

from __future__ import annotations

from collections.abc import Iterator

from houtai.core.text.yjs.tree import Node
from houtai.core.text.yjs.writer import attr, block, blocks, element, listed, said, writes

LISTS = {"bulletList": "ul", "orderedList": "ol"}
CELLS = {"tableCell": "td", "tableHeader": "th"}


@writes(*LISTS)
def listing(node: Node, suggestions: bool) -> str:
    return element(LISTS[node.name], "".join(items(node, suggestions)), start=attr(node, "start"))


def items(node: Node, suggestions: bool) -> Iterator[str]:
    for child in node.children:
        known = isinstance(child, Node) and child.name == "listItem"
        yield block(child if known else Node("listItem", {}, [child]), suggestions=suggestions)


@writes("listItem")
def item(node: Node, suggestions: bool) -> str:
    return element("li", said(alone(node, suggestions)))


def alone(node: Node, suggestions: bool) -> str:
    """The blocks in it; a single paragraph without its tags."""
    written = [text for child in node.children if (text := block(child, suggestions=suggestions))]
    single = len(written) == 1 and written[0].startswith("<p>")
    return written[0].removeprefix("<p>").removesuffix("</p>") if single else "".join(written)


@writes("blockquote")
def quote(node: Node, suggestions: bool) -> str:
    return element("blockquote", said(blocks(node.children, suggestions=suggestions)))


@writes("table")
def table(node: Node, suggestions: bool) -> str:
    return element("table", element("tbody", blocks(node.children, suggestions=suggestions)))


@writes("tableRow")
def row(node: Node, suggestions: bool) -> str:
    return f"<tr>{''.join(cells(node, suggestions))}</tr>"


def cells(node: Node, suggestions: bool) -> Iterator[str]:
    for child in node.children:
        known = isinstance(child, Node) and child.name in CELLS
        yield block(child if known else Node("tableCell", {}, [child]), suggestions=suggestions)


@writes(*CELLS)
def cell(node: Node, suggestions: bool) -> str:
    spans = listed({name: attr(node, name) for name in ("colspan", "rowspan")})
    return f"<{CELLS[node.name]}{spans}>{alone(node, suggestions)}</{CELLS[node.name]}>"
