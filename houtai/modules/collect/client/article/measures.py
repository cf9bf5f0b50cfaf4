"""Counts of what stands in each element, made in one pass and kept true while elements are removed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from houtai.core.text.count import EACH

COMMAS = re.compile(r"[,\u060c\ufe50\ufe10\ufe11\u2e41\u2e34\u2e32\uff0c\u3001]")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What holds prose by itself; text elsewhere is in the margin.
PROSE = frozenset({"span", "blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul"})
# A link within the page is less of a link.
WITHIN = 0.3


@dataclass(slots=True)
class Measure:
    """text, linked, headed and listed are lengths, in which a Chinese character counts twice, for it says as much."""

    text: float = 0
    linked: float = 0
    headed: float = 0
    listed: float = 0
    commas: float = 0
    paragraphs: float = 0
    pictures: float = 0
    items: float = 0
    inputs: float = 0

    def add(self, other: Measure, *, times: int = 1) -> None:
        # Slot by slot, for this is called for every element of a page.
        self.text += times * other.text
        self.linked += times * other.linked
        self.headed += times * other.headed
        self.listed += times * other.listed
        self.commas += times * other.commas
        self.paragraphs += times * other.paragraphs
        self.pictures += times * other.pictures
        self.items += times * other.items
        self.inputs += times * other.inputs


COUNTED = {"p": "paragraphs", "img": "pictures", "li": "items", "input": "inputs"}


class Measures:
    """The measure of every element below `root`."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.of: dict[Any, Measure] = {}
        elements = list(root.iter())
        for element in elements:
            self.of[element] = Measure()
        for element in reversed(elements):
            self.close(element)

    def close(self, element: Any) -> None:
        """Adds an element, whose children are done, to its parent."""
        own = self.of[element]
        say(own, element.text)
        if element.tag == "a":
            own.linked = own.text * (WITHIN if element.get("href", "").startswith("#") else 1)
        elif element.tag in HEADINGS:
            own.headed = own.text
        elif element.tag in {"ul", "ol"}:
            own.listed = own.text
        if element is self.root:
            return
        above = self.of[element.getparent()]
        above.add(own)
        say(above, element.tail)
        if element.tag in COUNTED:
            slot = COUNTED[element.tag]
            setattr(above, slot, getattr(above, slot) + 1)

    def __getitem__(self, element: Any) -> Measure:
        return self.of[element]

    def linked(self, element: Any) -> float:
        """The share of text that is linked."""
        own = self.of[element]
        return own.linked / own.text if own.text else 0

    def prose(self, element: Any) -> float:
        """How much an element says: links say less than nothing."""
        return self.of[element].text - 2 * self.of[element].linked

    def drop(self, element: Any) -> None:
        """Takes an element out of the page; what follows it stays."""
        own = self.of[element]
        slot = COUNTED.get(element.tag)
        for above in element.iterancestors():
            if above not in self.of:
                break
            measure = self.of[above]
            measure.add(own, times=-1)
            if slot:
                setattr(measure, slot, getattr(measure, slot) - 1)
        element.drop_tree()


def say(measure: Measure, text: str | None) -> None:
    if text and not text.isspace():
        measure.text += size(text)
        measure.commas += len(COMMAS.findall(text))


def sizes(root: Any) -> dict[Any, int]:
    """The size of the text of every element, each piece by itself, in one pass."""
    found: dict[Any, int] = {}
    for element in reversed(list(root.iter())):
        inner = sum(found[child] + size(child.tail or "") for child in element)
        found[element] = inner + size(element.text or "")
    return found


def size(text: str) -> int:
    """How much a text says: its characters, white space collapsed, those of Chinese, Japanese and Korean twice."""
    words = " ".join(text.split())
    return len(words) if words.isascii() else len(words) + len(EACH.findall(words))
