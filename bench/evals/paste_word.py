"""Real Word clipboards, and what is wrong with what came of one, by the rules in the README of the test data."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from bench.evals.paste_browser import Clipboard
from bench.evals.paste_outline import HEADINGS
from houtai.core.text.structure import parse

MARK = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
NUMBER = re.compile(r"(\d+)\W*$")
# The same file twice.
TWIN = "simple-list"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """expected: cleaned HTML of the origin; "" where the rules alone judge."""

    clipboard: Clipboard
    expected: str = ""


def samples(data: Path) -> list[Sample]:
    word = [
        Sample(clipboard=Clipboard(name=path.stem, html=path.read_text("utf-8")))
        for path in sorted((data / "paste" / "word").glob("*.txt"))
        if path.stem != TWIN
    ]
    return [*word, *(plate(path) for path in sorted((data / "paste" / "plate" / "input").glob("*.html")))]


def plate(path: Path) -> Sample:
    cleaned = path.parents[1] / "output" / path.name
    clipboard = Clipboard(name=path.stem, html=path.read_text("utf-8"))
    return Sample(clipboard=clipboard, expected=cleaned.read_text("utf-8") if cleaned.exists() else "")


def faults(sample: Sample, html: str) -> list[str]:
    """What is wrong, in words; nothing when the structure is equal."""
    if sample.expected:
        same = (words(html) == words(sample.expected), depths(html) == depths(sample.expected))
        return [name for name, right in zip(("words", "depth of lists"), same, strict=True) if not right]
    source = source_of(sample.clipboard.html)
    left = [name for name in ("mso-", "<o:p", "<!--", "<![if", "class=", "style=") if name in html]
    lost = Counter(words(lxml_html.tostring(source.body, encoding="unicode"))) - Counter(words(html))
    told = {
        "lists": [item[:2] for item in items(source)] == depths(html),
        "starts": [item[2] for item in items(source) if item[2] is not None] == starts(html),
        "headings": ranks(source) == ranks(parse(html)),
        "words": not lost,
    }
    return [*left, *(name for name, right in told.items() if not right)]


def source_of(html: str) -> Any:
    """The clipboard as a tree, without style sheets, remarks for other programs and the printed signs of items."""
    bare = re.sub(r"<!--\[if[^]]*\]>.*?<!\[endif\]-->|<style\b.*?</style>|<!\[.*?\]>", "", html, flags=re.DOTALL)
    root = lxml_html.document_fromstring(bare)
    for sign in root.xpath("//span[contains(@style, 'mso-list:Ignore')]"):
        heading = next(sign.iterancestors(*HEADINGS), None)
        marked = next((each for each in sign.iterancestors() if MARK.search(flat(each))), None)
        if marked is not None and heading is None:
            marked.set("data-sign", " ".join(sign.text_content().split()))
        sign.text = ""
        for child in list(sign):
            sign.remove(child)
    return root


def flat(element: Any) -> str:
    return " ".join(element.get("style", "").split())


def items(source: Any) -> list[tuple[str, int, int | None]]:
    """Text, depth, and the number where it is the first of its list in digits."""
    found: list[tuple[str, int, int | None]] = []
    before: Any = None
    for element in source.body.iter("p"):
        mark = MARK.search(flat(element))
        if mark:
            number = NUMBER.search(element.get("data-sign", ""))
            first = before is None and number is not None and number[1] != "1"
            found.append((text(element), int(mark[1]), int(number[1]) if first and number else None))
        before = element if mark else None
    return found


def depths(html: str) -> list[tuple[str, int]]:
    """The items of lists: their own words, and how deep they stand."""
    found = []
    for item in parse(html).iter("li"):
        own = " ".join("".join(own_words(item)).split())
        if own:
            found.append((own, sum(1 for _ in item.iterancestors("ul", "ol"))))
    return found


def own_words(element: Any) -> list[str]:
    inner = [own_words(child) if child.tag not in ("ul", "ol") else [" "] for child in element]
    tails = [child.tail or "" for child in element]
    return [element.text or "", *(word for each, tail in zip(inner, tails, strict=True) for word in [*each, tail])]


def starts(html: str) -> list[int]:
    return [int(one.get("start")) for one in parse(html).iter("ol") if one.get("start", "1") != "1"]


def ranks(root: Any) -> list[int]:
    """The headings by rank: 0 for the highest level that there is."""
    tags = [each.tag for each in root.iter(*HEADINGS) if text(each)]
    return [sorted(set(tags)).index(tag) for tag in tags]


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def words(html: str) -> list[str]:
    """Words of the text; elements that part lines part words."""
    parted = re.sub(r"(</?(?:p|li|td|th|h\d|ul|ol|div|br)\b[^>]*>)", r" \1 ", html)
    return parse(parted).text_content().split()
