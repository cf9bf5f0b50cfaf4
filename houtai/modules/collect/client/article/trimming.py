"""Takes out of a found article what stands in it and is none of it: forms, share bars, lists of links, adverts.

The conditions are those of Readability (Mozilla; Apache-2.0).
"""

from __future__ import annotations

from typing import Any

from houtai.modules.collect.client.article.marks import SHARING, name, weight
from houtai.modules.collect.client.article.measures import Measure, Measures
from houtai.modules.collect.client.article.tables import is_data, open_layout, shape

ALWAYS = ("footer", "aside", "input", "textarea", "select", "button", "nav", "menu", "label", "option")
SHARE_LONGEST = 500
PROSE_COMMAS = 10
GOOD = 25
FRAMES = ("figure", "dl")
LEAST_PROSE = 250
LINKED = 0.2


class Trimmer:
    """strict: conditions apply; weigh: names count."""

    def __init__(self, root: Any, *, strict: bool, weigh: bool) -> None:
        self.root = root
        self.strict = strict
        self.weigh = weigh
        self.measures = Measures(root)
        self.data = {table for table in root.iter("table") if is_data(table)}

    def trim(self) -> None:
        self.conditionally("form", "fieldset")
        for element in list(self.root.iter(*ALWAYS)):
            self.drop(element)
        for element in list(self.root.iter()):
            if SHARING.search(name(element)) and self.measures[element].text < SHARE_LONGEST:
                self.drop(element)
        for element in list(self.root.iter("h1", "h2")):
            if self.named(element) < 0:
                self.drop(element)
        self.conditionally("table")
        self.conditionally("ul")
        self.conditionally("div")
        open_layout(self.root)

    def drop(self, element: Any) -> None:
        if element is not self.root and element.getparent() is not None:
            self.measures.drop(element)

    def named(self, element: Any) -> int:
        return weight(element) if self.weigh else 0

    def conditionally(self, *tags: str) -> None:
        """Innermost first, so that what is left of the outer ones is judged."""
        for element in reversed(list(self.root.iter(*tags)) if self.strict else []):
            if element is not self.root and self.is_odd(element):
                self.drop(element)

    def is_odd(self, element: Any) -> bool:
        if self.holds_data(element) or self.is_heart(element):
            return False
        named, own = self.named(element), self.measures[element]
        if named < 0 and not self.holds_cells(element):
            return True
        if own.commas >= PROSE_COMMAS or is_gallery(element, own) or self.is_album(element, own):
            return False
        return is_marginal(element, own, named=named)

    def is_heart(self, element: Any) -> bool:
        """Whether most of what the article says is inside, whatever the name."""
        prose = self.measures.prose(element)
        return prose > LEAST_PROSE and prose > self.measures.prose(self.root) / 2

    def holds_data(self, element: Any) -> bool:
        above = (element, *element.iterancestors())
        if any(one in self.data or one.tag in {"code", "pre"} for one in above):
            return True
        return bool(self.data) and any(table in self.data for table in element.iter("table"))

    def is_album(self, element: Any, own: Measure) -> bool:
        """Pictures that each have a frame, and hardly any words but their captions."""
        if own.pictures < 2 or own.linked > own.text * LINKED:
            return False
        frames = [frame for frame in element.iter(*FRAMES) if next(frame.iterancestors(*FRAMES), None) is None]
        framed = [self.measures[frame] for frame in frames]
        said = sum(one.text for one in framed)
        return sum(one.pictures for one in framed) == own.pictures and said >= own.text * (1 - LINKED)

    def holds_cells(self, element: Any) -> bool:
        """Whether there is a table inside, of two rows and columns at least and hardly any links."""
        tables = [table for table in element.iter("table") if min(shape(table)) > 1]
        return any(self.measures.linked(table) < LINKED for table in tables)


def is_marginal(element: Any, own: Measure, *, named: int) -> bool:
    linked = own.linked / own.text if own.text else 0
    in_figure = any(above.tag == "figure" for above in element.iterancestors())
    if own.inputs > own.paragraphs // 3 or crowded(own, in_figure=in_figure) or (named >= GOOD and linked > 0.5):
        return True
    if element.tag in {"ul", "ol"} or (own.text and own.listed / own.text > 0.9):
        return False
    return (
        own.items - 100 > own.paragraphs
        or (named < GOOD and linked > (0.5 if own.pictures == 1 else 0.2))
        or is_scrap(own, linked=linked, in_figure=in_figure)
    )


def crowded(own: Measure, *, in_figure: bool) -> bool:
    """More pictures than paragraphs to go with them."""
    return not in_figure and own.pictures > 1 and own.paragraphs / own.pictures < 0.5


def is_scrap(own: Measure, *, linked: float, in_figure: bool) -> bool:
    """Hardly any words, and no picture to go with them."""
    if own.pictures == 0 and not own.text:
        return True
    headed = own.headed / own.text if own.text else 0
    few = own.text < 25 and (own.pictures == 0 or own.pictures > 2)
    return not in_figure and headed < 0.9 and few and linked > 0


def is_gallery(element: Any, own: Measure) -> bool:
    """A list with a picture in each item and no more."""
    if element.tag not in {"ul", "ol"} or any(len(child) > 1 for child in element):
        return False
    return own.items > 0 and own.pictures == own.items
