"""Finds the part of a page that holds the article, with its images, headings, lists and tables in place."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from houtai.modules.collect.client.article.callouts import open_callouts
from houtai.modules.collect.client.article.captions import caption
from houtai.modules.collect.client.article.gathering import gather
from houtai.modules.collect.client.article.lines import drop_lines
from houtai.modules.collect.client.article.measures import Measures
from houtai.modules.collect.client.article.parting import part
from houtai.modules.collect.client.article.scoring import Scores
from houtai.modules.collect.client.article.stripping import Stripper
from houtai.modules.collect.client.article.tables import drop_gutters
from houtai.modules.collect.client.article.trimming import Trimmer

ENOUGH = 500
BETTER = 1.3
# What a page must do without when being strict leaves too little: names, then their weight, then all conditions.
LENIENCE = ((True, True, True), (False, True, True), (False, False, True), (False, False, False))


@dataclass(frozen=True, kw_only=True)
class Found:
    """element: the article, apart from the page; byline: a line that was taken out of it, as it stood."""

    element: Any
    byline: str = ""


def article(tree: Any, *, title: str) -> Found | None:
    """None when there is nothing."""
    body = tree.find(".//body")
    best, most = None, 0.0
    for strict, weigh, conditions in LENIENCE if body is not None else ():
        found = attempt(deepcopy(body), title=title, strict=strict, weigh=weigh, conditions=conditions)
        worth = Measures(found.element).prose(found.element)
        if best is None or worth > most * BETTER:
            best, most = found, worth
        if worth >= ENOUGH:
            break
    return best


def attempt(body: Any, *, title: str, strict: bool, weigh: bool, conditions: bool) -> Found:
    open_callouts(body)
    stripper = Stripper(body, title=title, strict=strict)
    stripper.strip()
    drop_gutters(body)
    part(body)
    element = gather(Scores(body, weigh=weigh))
    Trimmer(element, strict=conditions, weigh=weigh).trim()
    drop_lines(element, title=title)
    caption(element)
    return Found(element=element, byline=stripper.byline)
