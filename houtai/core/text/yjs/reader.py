"""Takes the blocks out of one HTML element. Which function reads which element, each says itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from houtai.core.text.structure import Element
from houtai.core.text.yjs.parts import Parts
from houtai.core.text.yjs.tree import Node

# HTML nests up to 200 deep; the nodes made of it stay well within what a document may.
DEEPEST = 60
Read = Callable[[Element, int], list[Node]]
BLOCKS: dict[str, Read] = {}


def reads(*tags: str) -> Callable[[Read], Read]:
    """The decorated function gets an element with one of these tags, and how deep its nodes will stand."""

    def register(read: Read) -> Read:
        BLOCKS.update(dict.fromkeys(tags, read))
        return read

    return register


@reads("tr", "td", "th", "tbody", "thead")
def container(element: Element, depth: int) -> list[Node]:
    return Reader(depth).read(element)


class Reader:
    """Collects the blocks of one container. Inline content between blocks gets a paragraph of its own."""

    def __init__(self, depth: int, name: str = "paragraph", attrs: Mapping[str, Any] | None = None) -> None:
        self.depth = depth
        self.name = name
        self.attrs = attrs or {}
        self.blocks: list[Node] = []
        self.parts = Parts()

    def read(self, element: Element) -> list[Node]:
        self.walk(element)
        self.flush()
        return self.blocks

    def walk(self, element: Element) -> None:
        self.parts.text(element.text)
        for child in element:
            self.child(child)
            self.parts.text(child.tail)

    def child(self, element: Element) -> None:
        if element.tag in BLOCKS:
            self.flush()
            self.blocks += BLOCKS[element.tag](element, self.depth)
        elif element.tag == "br":
            self.parts.line()
        else:
            with self.parts.marked(element):
                self.walk(element)

    def flush(self) -> None:
        children = self.parts.take()
        if children:
            self.blocks.append(Node(self.name, self.attrs, children))
