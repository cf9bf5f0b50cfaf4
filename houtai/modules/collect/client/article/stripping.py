"""Takes out of a page what can be told to be none of an article before anything is weighed."""

from __future__ import annotations

import re
from typing import Any

from houtai.modules.collect.client.article.marks import is_byline, is_marked, is_plainly_none, is_unlikely, is_unseen
from houtai.modules.collect.client.article.measures import HEADINGS, sizes

KEPT_IN = frozenset({"table", "code", "pre"})
EMPTY = frozenset({"div", "section", "header", *HEADINGS})
NEVER_UNLIKELY = frozenset({"body", "a", "html"})
HOLDS = ("img", "picture", "table", "iframe", "video", "audio", "embed", "object", "hr", "pre")
HEARTS = ("h1", "article", "main")
WORDS = re.compile(r"\W+")
ALIKE = 0.75
# What holds this share of the page's text is shown by a script later, whatever its style says.
MOST = 0.4
LONGEST_BYLINE = 100
LONGEST_TITLE = 1000


class Stripper:
    """One walk over a page. strict: names alone may condemn an element."""

    def __init__(self, body: Any, *, title: str, strict: bool) -> None:
        self.body = body
        self.strict = strict
        self.titles = [title] if title else []
        self.byline = ""
        self.sizes = sizes(body)
        self.most = self.sizes[body] * MOST

    def strip(self) -> None:
        stack = [self.body]
        while stack:
            element = stack.pop()
            if element is not self.body and self.goes(element):
                element.drop_tree()
            else:
                stack.extend(reversed(element))

    def goes(self, element: Any) -> bool:
        if is_unseen(element):
            return self.sizes[element] < self.most and not any(map(is_marked, element.iter()))
        if element.tag in EMPTY and is_empty(element):
            return True
        return self.is_title(element) or self.is_signature(element) or self.is_margin(element)

    def is_margin(self, element: Any) -> bool:
        if element.tag in NEVER_UNLIKELY:
            return False
        if is_plainly_none(element):
            return not inside(element) and self.sizes[element] < self.most / 2
        return self.strict and is_unlikely(element) and not inside(element) and not self.is_wrapper(element)

    def is_wrapper(self, element: Any) -> bool:
        """Whether the page is inside: some are called after what they have, such as a sidebar."""
        return next(element.iter(*HEARTS), None) is not None and self.sizes[element] > self.most

    def is_title(self, element: Any) -> bool:
        """The first heading that says what the title says: readers are shown the title by itself."""
        if element.tag not in {"h1", "h2"} or not self.titles or self.sizes[element] > LONGEST_TITLE * 2:
            return False
        if not alike(self.titles[0], said(element)):
            return False
        self.titles.clear()
        return True

    def is_signature(self, element: Any) -> bool:
        if self.byline or not element.keys() or self.sizes[element] > LONGEST_BYLINE * 2 or not is_byline(element):
            return False
        words = " ".join(said(element).split())
        if not 0 < len(words) < LONGEST_BYLINE:
            return False
        named = next((part for part in element.iter() if "name" in part.get("itemprop", "").split()), element)
        self.byline = " ".join(said(named).split()) or words
        return True


def said(element: Any) -> str:
    return "".join(element.itertext())


def is_empty(element: Any) -> bool:
    return not any(text.strip() for text in element.itertext()) and next(element.iter(*HOLDS), None) is None


def inside(element: Any) -> bool:
    return any(above.tag in KEPT_IN for above in element.iterancestors())


def alike(title: str, heading: str) -> bool:
    """Whether most words of a heading are the title's; in Chinese, most characters."""
    ours, theirs = frozenset(parts(title)), parts(heading[:LONGEST_TITLE])
    if not ours or not theirs:
        return False
    other = [part for part in theirs if part not in ours]
    return 1 - len(" ".join(other)) / len(" ".join(theirs)) > ALIKE


def parts(text: str) -> list[str]:
    found = [part for part in WORDS.split(text.casefold()) if part]
    return found if text.isascii() else [piece for part in found for piece in ([part] if part.isascii() else part)]
