"""Brings HTML from a file into the words of our schema, on which the sanitiser then looks."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from houtai.core.text.schema import BLOCKS
from houtai.core.text.structure import Element, said

# An image's address -> the picture's number in the library, 0 where there should be one and is none, None for others.
Find = Callable[[str], int | None]
LANGUAGE = "language-"


def nothing(address: str) -> int | None:
    return None


def shape(root: Element, find: Find) -> None:
    drop_line_ends(root)
    for embed in list(root.iter("embed")):
        # Numbers of whichever library: in a file pictures have addresses.
        if embed.get("embedtype") != "media":
            embed.drop_tree()
    for code in root.iter("code"):
        name = code.attrib.pop("class", "")
        if name.startswith(LANGUAGE) and code.getparent().tag == "pre":
            code.getparent().set("data-language", name.removeprefix(LANGUAGE))
    for image in list(root.iter("img")):
        title = image.attrib.pop("title", "")
        if title and stands_alone(image):
            caption(image.getparent(), title)
        settle_picture(image, find(image.get("src", "")))


def drop_line_ends(root: Element) -> None:
    """Those that Markdown's renderer puts after line breaks and between words and the blocks below them."""
    for element in root.iter("br", *BLOCKS):
        if element.tag == "br":
            element.tail = element.tail and element.tail.removeprefix("\n")
            continue
        before = element.getprevious()
        if before is not None and before.tail:
            before.tail = before.tail.removesuffix("\n")
        elif before is None and element.getparent().text:
            element.getparent().text = element.getparent().text.removesuffix("\n")


def stands_alone(image: Element) -> bool:
    parent = image.getparent()
    return parent.tag == "p" and len(parent) == 1 and not said(parent.text) and not said(image.tail)


def caption(paragraph: Element, title: str) -> None:
    """`![…](… "title")` as a paragraph is a figure with that caption."""
    paragraph.tag = "figure"
    etree.SubElement(paragraph, "figcaption").text = title


def settle_picture(image: Element, number: int | None) -> None:
    if number == 0:
        image.drop_tree()
    elif number:
        known = {"alt": image.get("alt", ""), "format": image.get("data-format")}
        image.attrib.clear()
        image.tag = "embed"
        image.attrib.update({"embedtype": "image", "id": str(number)})
        image.attrib.update({name: value for name, value in known.items() if value is not None})
