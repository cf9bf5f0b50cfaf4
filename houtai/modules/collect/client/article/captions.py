"""Puts a picture and the line below it that says what it shows into one figure."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from houtai.modules.collect.client.article.marks import name
from houtai.modules.collect.client.article.measures import size
from houtai.modules.collect.client.article.stripping import said
from houtai.modules.collect.client.article.wording import CAPTION

NAMED = re.compile(r"caption|img[-_]?(desc|info|note|text)|pic[-_]?(desc|info|note|text)|tuzhu|图注", re.IGNORECASE)
CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
ENDED = re.compile(r"[。！？.!?]['\"”」]?\s*$")
LONGEST = 160


def caption(root: Any) -> None:
    words = [paragraph for paragraph in root.iter("p") if said(paragraph).strip()]
    # Where most of a text is centred, that says nothing.
    rare = sum(map(is_centred, words)) * 2 < len(words)
    for picture in list(root.iter("p")):
        below = picture.getnext()
        if is_picture(picture) and below is not None and below.tag == "p" and is_caption(below, centred=rare):
            join(picture, below)


def is_picture(paragraph: Any) -> bool:
    return next(paragraph.iter("img"), None) is not None and not said(paragraph).strip()


def is_caption(paragraph: Any, *, centred: bool) -> bool:
    """Called a caption, worded like one, or, where that tells, centred and no sentence."""
    words = " ".join(said(paragraph).split())
    if not 0 < size(words) <= LONGEST or next(paragraph.iter("img"), None) is not None:
        return False
    worded = bool(NAMED.search(name(paragraph)) or CAPTION.search(words))
    return worded or (centred and is_centred(paragraph) and not ENDED.search(words))


def is_centred(paragraph: Any) -> bool:
    return paragraph.get("align") == "center" or bool(CENTRED.search(paragraph.get("style", "")))


def join(picture: Any, below: Any) -> None:
    figure = etree.Element("figure")
    picture.addprevious(figure)
    figure.append(picture)
    picture.tail = None
    figure.append(below)
    below.tail = None
    below.tag = "figcaption"
