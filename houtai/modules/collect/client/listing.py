"""Finds the articles that a page links to, by a CSS selector, and the selector from one of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag

import soupsieve
from bs4 import BeautifulSoup, Tag

from houtai.core.text.charset import decode
from houtai.core.text.skeleton import skeleton
from houtai.modules.collect.client.canonical import canonical
from houtai.modules.collect.client.errors import NoLinks
from houtai.modules.collect.client.feed import Entry, Feed

MOST = 200
# A list has at least this many links, and their texts are longer than those of a menu.
LEAST = 3
TELLING = 8
DEEPEST = 5
OFFERED = 4
NAME = re.compile(r"-?[A-Za-z_][A-Za-z_-]*")
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, kw_only=True)
class Link:
    url: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A selector that may be meant, with what it finds."""

    selector: str
    links: list[Link]


def listed(body: bytes, *, selector: str, url: str, charset: str = "") -> Feed:
    """The page as a feed of what it links to. Raises NoLinks."""
    links = Listing(skeleton(decode(body, declared=charset), base=url), url=url).links(selector)
    if not links:
        raise NoLinks(url)
    entries = [Entry(key=canonical(link.url)[:500], url=link.url, title=link.title[:500]) for link in links]
    return Feed(title="", url=url, language="", entries=entries)


def is_selector(text: str) -> bool:
    try:
        soupsieve.compile(text)
    except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError, RecursionError):
        return False
    return True


class Listing:
    """html: a skeleton of the page at `url`."""

    def __init__(self, html: str, *, url: str) -> None:
        self.url = url
        self.tree = BeautifulSoup(html, "lxml")
        self.anchors = [each for each in self.tree.find_all("a", href=True) if self.leads(each)]

    def leads(self, anchor: Any) -> bool:
        return bool(urldefrag(str(anchor["href"]))[0] not in ("", urldefrag(self.url)[0]))

    def chosen(self, selector: str) -> list[Any]:
        """The links that a selector means: those it names, those in or around what it names."""
        found = [self.anchor_of(each) for each in self.tree.select(selector, limit=MOST * 3)]
        return [each for each in found if each is not None and self.leads(each)]

    def anchor_of(self, element: Tag) -> Any:
        if element.name == "a":
            return element if element.get("href") else None
        return element.find("a", href=True) or element.find_parent("a", href=True)

    def links(self, selector: str) -> list[Link]:
        """Each address once, with the longest of its texts."""
        titles: dict[str, str] = {}
        for anchor in self.chosen(selector):
            url, said = urldefrag(str(anchor["href"]))[0], text_of(anchor)
            titles[url] = max(titles.get(url, ""), said, key=len)
        return [Link(url=url, title=title) for url, title in titles.items()][:MOST]

    def pointed(self, number: int) -> str:
        """The selector for links like the one with this number, "" when there is no such link."""
        return self.selector(self.anchors[number]) if 0 <= number < len(self.anchors) else ""

    def selector(self, anchor: Any) -> str:
        """As much of the way to this link as it shares with at least two others."""
        way, best = "", step(anchor)
        for element in [anchor, *anchor.parents][:DEEPEST]:
            if element.name in ("body", "html", "[document]"):
                break
            for here in dict.fromkeys((step(element), element.name)):
                wider = f"{here} > {way}" if way else here
                if len(self.links(wider)) >= LEAST:
                    way = best = wider
                    break
            else:
                break
        return best

    def candidates(self) -> list[Candidate]:
        """The best first: many links with long texts."""
        groups = Counter(" ".join(step(each) for each in [anchor, *anchor.parents][:3]) for anchor in self.anchors)
        firsts = {
            " ".join(step(each) for each in [anchor, *anchor.parents][:3]): anchor for anchor in self.anchors[::-1]
        }
        usual = [firsts[group] for group, count in groups.most_common(12) if count >= LEAST]
        # All links of the page are no list.
        selectors = dict.fromkeys(self.selector(each) for each in usual)
        found = {selector: self.links(selector) for selector in selectors if selector != "a"}
        ranked = sorted(found.items(), key=lambda pair: -worth(pair[1]))
        return [Candidate(selector=name, links=links) for name, links in ranked if worth(links)][:OFFERED]


def step(element: Any) -> str:
    """The element's name with its first two classes; those with figures are of one element alone."""
    classes = [name for name in element.get("class") or [] if NAME.fullmatch(name)]
    return ".".join([element.name, *classes[:2]])


def text_of(anchor: Any) -> str:
    words = " ".join(anchor.get_text(" ").split())
    return words or " ".join(str(image.get("alt") or "") for image in anchor.find_all("img")).strip()


def worth(links: list[Link]) -> float:
    """A Chinese character says about as much as two letters."""
    lengths = [min(len(link.title) + len(HAN.findall(link.title)), 60) for link in links]
    mean = sum(lengths) / len(lengths) if lengths else 0
    return len(links) ** 0.5 * mean if mean > TELLING * 1.5 else 0
