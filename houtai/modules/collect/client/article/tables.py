"""Tells tables of data from those that a page uses for its layout."""

from __future__ import annotations

import re
from typing import Any

GUTTER = re.compile(
    r"\b(gutter|linenos?|line-?(numbers?|nr)|lntd?|ln|blob-num|crayon-nums?|pre-numbering|hljs-ln-numbers)\b",
    re.IGNORECASE,
)
DIGITS = "0123456789 \t\r\n\xa0"
DATA = ("col", "colgroup", "tfoot", "thead", "th")
MANY_ROWS, MANY_COLUMNS, MANY_CELLS = 10, 4, 10


def is_data(table: Any) -> bool:
    if table.get("role") == "presentation" or table.get("datatable") == "0":
        return False
    caption = table.find("caption")
    if table.get("summary") or (caption is not None and (len(caption) or caption.text)):
        return True
    if next(table.iter(*DATA), None) is not None:
        return True
    if table.find(".//table") is not None:
        return False
    rows, columns = shape(table)
    if rows == 1 or columns == 1:
        return False
    return rows >= MANY_ROWS or columns > MANY_COLUMNS or rows * columns > MANY_CELLS


def shape(table: Any) -> tuple[int, int]:
    rows = [row.findall("td") for row in table.iter("tr")]
    return len(rows), max((sum(span(cell) for cell in row) for row in rows), default=0)


def span(cell: Any) -> int:
    found = cell.get("colspan", "")
    return int(found[:3]) if found.isascii() and found.isdigit() else 1


def open_layout(root: Any) -> None:
    """A table of one cell, or around another table, is a set of boxes."""
    for table in list(root.iter("table")):
        cells = [cell for cell in table.iter("td", "th") if owner(cell) is table]
        if len(cells) == 1 or table.get("role") == "presentation" or table.find(".//table") is not None:
            for part in [part for part in table.iter("tbody", "thead", "tfoot", "tr") if owner(part) is table]:
                part.drop_tag()
            for box in (table, *cells):
                box.tag = "div"


def owner(part: Any) -> Any:
    return next(part.iterancestors("table"), None)


def drop_gutters(root: Any) -> None:
    """Line numbers beside code are no words; what is left is a table of one cell."""
    for element in list(root.iter("td", "ul", "div", "span")):
        if GUTTER.search(element.get("class", "")) and not "".join(element.itertext()).strip(DIGITS):
            element.drop_tree()
