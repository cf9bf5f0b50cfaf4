"""Reads the blocks that hold no other blocks."""

from __future__ import annotations

from houtai.core.text.structure import Element
from houtai.core.text.yjs.parts import Parts
from houtai.core.text.yjs.pictures import picture_of, standing
from houtai.core.text.yjs.reader import Reader, container, reads
from houtai.core.text.yjs.tree import Node, Run, Text


@reads("p", "figcaption", "li")
def paragraph(element: Element, depth: int) -> list[Node]:
    return Reader(depth, "paragraph", align(element)).read(element)


@reads("h2", "h3", "h4")
def heading(element: Element, depth: int) -> list[Node]:
    return Reader(depth, "heading", {"level": int(element.tag[1]), **align(element)}).read(element)


def align(element: Element) -> dict[str, str]:
    value = element.get("data-align")
    return {"align": value} if value else {}


@reads("pre")
def code(element: Element, depth: int) -> list[Node]:
    for line in element.iter("br"):
        line.text = "\n"
    text = "".join(element.itertext())
    language = element.get("data-language")
    return [Node("codeBlock", {"language": language} if language else {}, [Text((Run(text),))] if text else [])]


@reads("hr")
def rule(element: Element, depth: int) -> list[Node]:
    return [Node("horizontalRule")]


@reads("img", "embed")
def picture(element: Element, depth: int) -> list[Node]:
    found = picture_of(element)
    return [found] if found else []


@reads("figure")
def figure(element: Element, depth: int) -> list[Node]:
    """A picture with its caption; a figure around anything else is opened."""
    media = standing(element)
    found = picture_of(media) if media is not None else None
    if found is None or found.name == "embed":
        return container(element, depth)
    caption = Parts()
    caption.caption(element)
    return [Node(found.name, found.attrs, caption.take())]
