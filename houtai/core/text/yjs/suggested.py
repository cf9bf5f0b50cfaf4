"""Which suggestions a text holds."""

from __future__ import annotations

from typing import Any

import pycrdt

from houtai.core.text.yjs.marks import SUGGESTIONS
from houtai.core.text.yjs.taking import take
from houtai.core.text.yjs.tree import Node, Text


def suggested(doc: pycrdt.Doc[Any]) -> set[str]:
    """The ids of all that are neither accepted nor rejected; what one adds and what it removes have the same."""
    found: set[str] = set()
    stack: list[Node | Text] = take(doc)
    while stack:
        node = stack.pop()
        if isinstance(node, Node):
            stack += node.children
        else:
            marks = [run.marks[name] for run in node.runs for name in SUGGESTIONS & run.marks.keys()]
            found |= {str(attrs.get("id") or "") for attrs in marks if isinstance(attrs, dict)}
    return found
