"""What of an article's structure was kept: its images, headings, links and tables, counted in two pieces of HTML.

An image is kept when its address (any of those that an `img` names) stands in ours, a heading when a heading of ours
has its words, a link when one of ours leads there from the same words, a data table when nine tenths of its words
stand in one table of ours. Each of ours is counted once; what is left of ours is false.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from bench.evals.tokens import Score, of_counts, tokens

KINDS = ("images", "headings", "links", "tables")
Names = frozenset[str]
IMAGE_NAMES = ("src", "data-src", "data-original", "data-lazy-src")
SETS = ("srcset", "data-srcset")


class Kept:
    """Counts over pages: for each kind what was expected, what was found and what is the same."""

    def __init__(self) -> None:
        self.same: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.expected: Counter[str] = Counter()
        self.lost: list[tuple[str, str, str]] = []
        self.false: list[tuple[str, str, str]] = []

    def add(self, name: str, html: str, *, expected: str, base: str) -> None:
        ours, theirs = tree(html), tree(expected)
        for kind in KINDS:
            pool = parts(kind, ours, base=base)
            self.found[kind] += len(pool)
            for part in parts(kind, theirs, base=base):
                self.expected[kind] += 1
                self.take(kind, name, part, pool)
            self.false += [(kind, name, shown(part)) for part in pool]

    def take(self, kind: str, name: str, part: Any, pool: list[Any]) -> None:
        twin = next((other for other in pool if same(kind, part, other)), None)
        if twin is None:
            self.lost.append((kind, name, shown(part)))
        else:
            pool.remove(twin)
            self.same[kind] += 1

    def score(self, kind: str) -> Score:
        return of_counts(self.same[kind], found=self.found[kind], expected=self.expected[kind])


def tree(html: str) -> Any:
    return lxml_html.fromstring(f"<html><body>{html}</body></html>")


def parts(kind: str, root: Any, *, base: str) -> list[Any]:
    return list(PARTS[kind](root, base))


def same(kind: str, part: Any, other: Any) -> bool:
    if kind == "images":
        return bool(part & other)
    if kind == "tables":
        return bool((part & other).total() >= part.total() * 0.9)
    return bool(part == other)


def shown(part: Any) -> str:
    return " ".join(sorted(part))[:150] if isinstance(part, frozenset | Counter) else str(part)[:150]


def images(root: Any, base: str) -> Iterable[Names]:
    for image in root.iter("img"):
        sets = [word for name in SETS for word in re.split(r",?\s+|,(?=http)", image.get(name, "")) if len(word) > 5]
        names = [value for value in [*(image.get(name, "") for name in IMAGE_NAMES), *sets] if value]
        real = frozenset(settled(value, base) for value in names if not value.startswith("data:"))
        if real:
            yield real


def headings(root: Any, base: str) -> Iterable[str]:
    found = (words(element) for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6"))
    return (text for text in found if text)


def links(root: Any, base: str) -> Iterable[tuple[str, str]]:
    for link in root.iter("a"):
        address, text = settled(link.get("href", "#"), base), words(link)
        if address.startswith(("http", "mailto:")) and link.get("href") and (text or link.find(".//img") is not None):
            yield address, text


def tables(root: Any, base: str) -> Iterable[Counter[str]]:
    """Those with at least two rows and two columns, and no table inside: the others are layout."""
    for table in root.iter("table"):
        rows = [len(row.findall("td") + row.findall("th")) for row in table.iter("tr")]
        if len(rows) > 1 and max(rows) > 1 and table.find(".//table") is None:
            yield tokens(" ".join("".join(cell.itertext()) for cell in table.iter("td", "th")))


PARTS = {"images": images, "headings": headings, "links": links, "tables": tables}


def settled(address: str, base: str) -> str:
    """In full, as a browser gives it: blanks escaped, the host in small letters."""
    try:
        parts = urlsplit(urljoin(base, address.strip()).replace(" ", "%20"))
    except ValueError:
        return ""
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl().rstrip("/")


def words(element: Any) -> str:
    return "".join("".join(element.itertext()).split()).casefold()
