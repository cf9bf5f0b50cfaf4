"""Names, texts and addresses of a feed's elements, as feedparser would have them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from feedparser.html import _cp1252
from feedparser.mixin import _FeedParserMixin
from feedparser.urls import _urljoin

ATOM = "http://www.w3.org/2005/Atom"
KNOWN = {place.lower(): prefix for place, prefix in _FeedParserMixin.namespaces.items()}
HTML = frozenset({"text/html", "application/xhtml+xml"})
CONTROL = re.compile("[\x80-\x9f]")
PLAIN = frozenset({"text/html", "text/plain"})
QUERY = re.compile("&([A-Za-z0-9_]+);")


class Odd(Exception):
    """Something that is not in the usual feed."""


def name_of(element: Any) -> str:
    """Such as "link" or "media:content", in small letters."""
    return named(element.tag, element.prefix or "")


@lru_cache(maxsize=2048)
def named(tag: str, prefix: str) -> str:
    space, _, local = tag.rpartition("}")
    space = space[1:].lower()
    if "backend.userland.com/rss" in space:
        return local.lower()
    known = KNOWN.get(space, prefix if space else "")
    if space and not known and space not in KNOWN:
        raise Odd(tag)
    return f"{known.lower()}:{local.lower()}" if known else local.lower()


def said(element: Any) -> str:
    """The text of an element that holds nothing else."""
    return mended(bare(element))


def titled(element: Any) -> str:
    if element.attrib and (element.get("mode") or kind(attributes(element).get("type", "text")) not in PLAIN):
        raise Odd(element.tag)
    return said(element)


def bare(element: Any) -> str:
    if len(element):
        raise Odd(element.tag)
    return (element.text or "").strip()


def mended(text: str) -> str:
    """UTF-8 that somebody took for Latin-1 and wrote as UTF-8 again, and characters of Windows."""
    if text.isascii():
        return text
    try:
        text = text.encode("iso-8859-1").decode()
    except UnicodeError:
        pass
    return text.translate(_cp1252) if CONTROL.search(text) else text


def attributes(element: Any) -> dict[str, str]:
    """By small names; those with a prefix are none of our business."""
    found = {name.lower(): value for name, value in element.attrib.items() if name[0] != "{"}
    return {name: value.lower() if name in ("rel", "type") else value for name, value in found.items()}


def joined(address: str) -> str:
    return str(_urljoin("", address))


def address(element: Any) -> tuple[str | None, str | None]:
    """(where the link leads, None), (None, its text), or twice None for a link that is not to the thing itself."""
    told = attributes(element)
    href = linked(told)
    if href is None:
        text = said(element)
        return None, QUERY.sub(r"&\g<1>", mended(joined(text)) if text else "")
    if len(element):
        raise Odd(element.tag)
    alternate = told.get("rel", "alternate") == "alternate" and kind(told.get("type", "text/html")) in HTML
    return (joined(href) if alternate else None), None


def linked(told: dict[str, str]) -> str | None:
    """Where attributes lead; the first of these names counts, unless it is empty."""
    href = told.get("url", told.get("uri", told.get("href")))
    return href or told.get("href")


def kind(given: str) -> str:
    return {"text": "text/plain", "plain": "text/plain", "html": "text/html", "xhtml": "application/xhtml+xml"}.get(
        given.lower(), given.lower()
    )
