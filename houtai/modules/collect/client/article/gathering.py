"""Puts beside the best element what stands next to it and reads like more of the same article."""

from __future__ import annotations

import re
from typing import Any

from lxml import html as lxml_html

from houtai.modules.collect.client.article.marks import MARKED
from houtai.modules.collect.client.article.scoring import Scores

LEAST = 10
SHARE = 0.2
LONG = 80
LINKED = 0.25
SENTENCE = re.compile(r"\.( |$)|[。！？]")


def gather(scores: Scores) -> Any:
    """A new `div` with the best element and its like, taken out of the page."""
    best = scores.best()
    whole = lxml_html.Element("div")
    if best is scores.body:
        whole.text = best.text
        whole.extend(list(best))
        return whole
    beside = [best] if best.get("id") in MARKED else list(best.getparent())
    kept = [other for other in beside if other is best or belongs(other, best, scores=scores)]
    for element in kept:
        whole.append(element)
        element.tail = None
    return whole


def belongs(other: Any, best: Any, *, scores: Scores) -> bool:
    threshold = max(LEAST, scores.points[best] * SHARE)
    same = other.get("class") and other.get("class") == best.get("class")
    points = scores.points.get(other)
    if points is not None and points + (scores.points[best] * SHARE if same else 0) >= threshold:
        return True
    return other.tag == "p" and is_prose(other, scores=scores)


def is_prose(paragraph: Any, *, scores: Scores) -> bool:
    length, linked = scores.measures[paragraph].text, scores.measures.linked(paragraph)
    if length > LONG:
        return linked < LINKED
    return bool(length and not linked and SENTENCE.search("".join(paragraph.itertext())))
