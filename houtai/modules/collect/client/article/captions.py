"""Puts a picture and the line below it that says what it shows into one figure."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from houtai.modules.collect.client.article.marks import name
from houtai.modules.collect.client.article.measures import size
from houtai.modules.collect.client.article.stripping import said
from houtai.modules.collect.client.article.wording import CAPTION

NAMED = re.compile(
    r"caption|img[-_]?(desc|info|note|text)|pic[-_]?(desc|info|note|text)|tuzhu|图注|f_center", re.IGNORECASE
)
CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
ENDED = re.compile(r"[。！？.!?]['\"”」]?\s*$")
LONGEST = 160


def caption(root: Any) -> None:
    for picture in list(root.iter("p")):
        below = picture.getnext()
        if is_picture(picture) and below is not None and below.tag == "p" and is_caption(below):
            join(picture, below)


def is_picture(paragraph: Any) -> bool:
    return next(paragraph.iter("img"), None) is not None and not said(paragraph).strip()


def is_caption(paragraph: Any) -> bool:
    """Centred, called a caption or worded like one; the first alone only while it is no sentence."""
    words = said(paragraph).strip()
    if not 0 < size(words) <= LONGEST or next(paragraph.iter("img"), None) is not None:
        return False
    centred = paragraph.get("align") == "center" or bool(CENTRED.search(paragraph.get("style", "")))
    named = bool(NAMED.search(name(paragraph)))
    return named or bool(CAPTION.search(words)) or (centred and not ENDED.search(words))


def join(picture: Any, below: Any) -> None:
    figure = etree.Element("figure")
    picture.addprevious(figure)
    figure.append(picture)
    picture.tail = None
    figure.append(below)
    below.tail = None
    below.tag = "figcaption"
