"""Reads pictures and what is embedded from elsewhere."""

from __future__ import annotations

from typing import Any

from houtai.core.text.structure import Element
from houtai.core.text.yjs.parsing_marks import digits
from houtai.core.text.yjs.tree import Node

MEDIA = ("img", "embed")
CAPTION = frozenset({"figcaption", "p", "br", "a", "strong", "em", "u", "s", "sub", "sup", "code", *MEDIA})


def standing(figure: Element) -> Element | None:
    """The one picture of a figure that holds nothing else but words."""
    inside = [child for child in figure.iter() if child is not figure]
    media = [child for child in inside if child.tag in MEDIA]
    return media[0] if len(media) == 1 and all(child.tag in CAPTION for child in inside) else None


def picture_of(element: Element) -> Node | None:
    """A picture of our library, one from the web, or something embedded; None when it points nowhere."""
    if element.tag == "img":
        return Node("figure", figure(element, src=element.get("src"), **sizes(element)))
    number = digits(element.get("id"))
    if number and element.get("embedtype") == "image":
        return Node("figure", figure(element, image=number, format=element.get("format")))
    url = element.get("url")
    return Node("embed", {"url": url}) if url else None


def sizes(element: Element) -> dict[str, int | None]:
    return {name: digits(element.get(name)) for name in ("width", "height")}


def figure(element: Element, **attributes: Any) -> dict[str, Any]:
    """As an editor writes them, in its order: an address and a description always, an empty one if need be."""
    found = {"src": "", "alt": element.get("alt") or "", **attributes}
    return {name: value for name, value in found.items() if value is not None}
