"""Writes one block. Which function writes which node, each says itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from houtai.core.text.yjs.checks import valid
from houtai.core.text.yjs.inline import inline
from houtai.core.text.yjs.letters import holds
from houtai.core.text.yjs.names import BLOCKS, DEFAULTS, NODES
from houtai.core.text.yjs.tree import Node, Text

Write = Callable[[Node, bool], str]
WRITERS: dict[str, Write] = {}


def writes(*names: str) -> Callable[[Write], Write]:
    """The decorated function gets a node of one of these names, and whether to show suggestions."""

    def register(write: Write) -> Write:
        WRITERS.update(dict.fromkeys(names, write))
        return write

    return register


def blocks(children: Sequence[Node | Text], *, suggestions: bool = False) -> str:
    return "".join(block(child, suggestions=suggestions) for child in children)


def block(child: Node | Text, *, suggestions: bool = False) -> str:
    """One block with its end tag, or "" when there is nothing in it that anybody could see."""
    if isinstance(child, Text) or child.name not in WRITERS:
        return stray(child, suggestions=suggestions)
    return WRITERS[child.name](child, suggestions)


def stray(child: Node | Text, *, suggestions: bool) -> str:
    """Words that stand where none may, and what is in nodes that nobody knows."""
    if isinstance(child, Node) and any(isinstance(item, Node) and item.name in BLOCKS for item in child.children):
        return blocks(child.children, suggestions=suggestions)
    inner = inline([child] if isinstance(child, Text) else child.children, suggestions=suggestions)
    return element("p", said(inner))


def element(tag: str, inner: str, **attributes: Any) -> str:
    """Nothing when there is nothing in it."""
    return f"<{tag}{listed(attributes)}>{inner}</{tag}>" if inner else ""


def listed(attributes: Mapping[str, Any]) -> str:
    pairs = ((name.replace("_", "-").strip("-"), value) for name, value in attributes.items() if value is not None)
    return "".join(f' {name}="{escape(str(value))}"' for name, value in pairs)


def attr(node: Node, name: str) -> Any:
    """The attribute's value when the schema knows it; None otherwise, and where it is what it is anyway."""
    value = node.attrs.get(name)
    return value if valid(name, value, NODES[node.name].attrs) and value != DEFAULTS.get(name) else None


def said(inner: str) -> str:
    return inner if holds(inner) else ""
