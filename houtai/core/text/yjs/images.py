"""Which pictures of the library a text shows."""

from __future__ import annotations

from collections.abc import Iterable

from houtai.core.text.yjs.tree import Node, Text


def images(found: Iterable[Node | Text]) -> set[str]:
    """The numbers of those in these nodes and whatever is in them; a document may have a number as text."""
    nodes = [child for child in found if isinstance(child, Node)]
    numbers = {str(node.attrs["image"]) for node in nodes if "image" in node.attrs}
    return numbers.union(*(images(node.children) for node in nodes))
