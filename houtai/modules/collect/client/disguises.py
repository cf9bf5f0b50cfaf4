"""Makes images of what pages show as such by other means: elements of AMP, and boxes with a background."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

AMP = ("amp-img", "amp-anim")
BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]*url\(\s*['\"]?([^'\")\s]+)", re.IGNORECASE)
PICTURE = re.compile(r"(^|[-_\s])(img|image|photo|picture|pic|figure|cover|thumb)", re.IGNORECASE)
BOXES = ("div", "span", "figure", "a", "section")


def undisguise(tree: Any) -> None:
    for image in list(tree.iter(*AMP)):
        for inner in list(image):
            inner.drop_tree()
        image.tag = "img"
    for box in list(tree.iter(*BOXES)):
        address = background(box)
        if address and is_picture(box):
            image = etree.Element("img", src=address, alt=box.get("aria-label", "") or box.get("title", ""))
            box.insert(0, image)


def background(box: Any) -> str:
    found = BACKGROUND.search(box.get("style", "")[:4000])
    return found[1] if found else ""


def is_picture(box: Any) -> bool:
    """Called one and otherwise empty: a background behind words is decoration."""
    if next(box.iter("img"), None) is not None or any(text.strip() for text in box.itertext()):
        return False
    return box.get("role") == "img" or bool(PICTURE.search(box.get("class", "")))
