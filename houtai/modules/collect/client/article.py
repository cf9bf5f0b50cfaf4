"""Finds the part of a page that holds the article, with its images, headings, lists and tables in place.

An extractor tells which words are the article's. Here those words are looked up in the page itself: the smallest
element around them is the article, less what stands in it and is none of it.
"""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from typing import Any

from lxml import html as lxml_html

from houtai.core.text.schema import BLOCKS, BOXES

COVERED = 0.9
SHORTEST = 12
LINKED = 0.5
FURNITURE = ("nav", "form", "button", "input", "select", "footer", "aside", "menu", "dialog", "label")
JUNK = re.compile(
    r"share|social|related|recommend|comment|sidebar|breadcrumb|newsletter|subscri|promo|advert|\bads?\b|banner|popup"
    r"|cookie|toolbar|pagination|copyright|disclaim|qrcode|hot-?news|more-?news|read-?more|author-?(card|bio|info)",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
BLANK = re.compile(r"\s+")
LEAF = frozenset(BLOCKS | BOXES | {"h1", "h5", "h6", "caption"})
NEVER_ODD = frozenset({"p", "a", "img"})


def article(tree: Any, *, text: str) -> str:
    """HTML, not yet clean, of the element that holds `text`; "" when the page does not hold it in one place."""
    known = Known(text)
    root = container(tree, known=known)
    if root is None:
        return ""
    copy = deepcopy(root)
    copy.tail = None
    prune(copy, known=known)
    return str(lxml_html.tostring(copy, encoding="unicode"))


class Known:
    """The article's words, for asking whether a piece of the page is among them."""

    def __init__(self, text: str) -> None:
        self.lines = {squeeze(line) for line in text.split("\n")}
        self.all = squeeze(text)

    def __contains__(self, words: str) -> bool:
        return bool(words) and (words in self.lines or (len(words) >= SHORTEST and words in self.all))


def container(tree: Any, *, known: Known) -> Any:
    ours, _ = weights(tree, known=known)
    total = ours.get(tree, 0)
    enough = [element for element, weight in ours.items() if weight >= total * COVERED]
    return max(enough, key=depth, default=None) if total else None


def weights(tree: Any, *, known: Known) -> tuple[Counter[Any], Counter[Any]]:
    """Per element, the characters below it that are the article's, and all of them."""
    ours: Counter[Any] = Counter()
    whole: Counter[Any] = Counter()
    for leaf in leaves(tree):
        words = words_of(leaf)
        is_ours = words in known
        for element in (leaf, *leaf.iterancestors()):
            whole[element] += len(words)
            if is_ours:
                ours[element] += len(words)
    return ours, whole


def leaves(tree: Any) -> list[Any]:
    """Blocks that hold no other block."""
    holders: set[Any] = set()
    for element in tree.iter(*LEAF):
        for above in element.iterancestors():
            if above in holders:
                break
            holders.add(above)
    return [element for element in tree.iter(*LEAF) if element not in holders]


def depth(element: Any) -> int:
    return sum(1 for _ in element.iterancestors())


def prune(root: Any, *, known: Known) -> None:
    ours, whole = weights(root, known=known)
    junk = [element for element in root.iterdescendants() if is_odd(element) and ours[element] * 3 < whole[element]]
    for element in junk:
        element.drop_tree()
    found = leaves(root)
    # Short lines ("1 of 3") may be in the article and anywhere else too, so they mark neither its start nor its end.
    said = [words_of(leaf) for leaf in found]
    places = [place for place, words in enumerate(said) if len(words) >= SHORTEST and words in known]
    for place, leaf in enumerate(found if places else []):
        inside = places[0] <= place <= places[-1]
        if leaf is not root and not belongs(leaf, inside=inside, known=known):
            leaf.drop_tree()


def is_odd(element: Any) -> bool:
    """Whether an element looks like the page's furniture; it goes unless a third of its words are the article's."""
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    return bool(
        element.tag in FURNITURE
        or element.get("hidden") is not None
        or HIDDEN.search(element.get("style", ""))
        or (element.tag not in NEVER_ODD and JUNK.search(names))
    )


def belongs(leaf: Any, *, inside: bool, known: Known) -> bool:
    words = words_of(leaf)
    if not words:
        return True
    if words in known:
        return True
    linked = sum(len(squeeze("".join(link.itertext()))) for link in leaf.iter("a"))
    return inside and linked < len(words) * LINKED


def words_of(element: Any) -> str:
    return squeeze("".join(element.itertext()))


def squeeze(text: str) -> str:
    return BLANK.sub("", text)
