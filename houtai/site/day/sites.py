"""What the played day collects from: real feeds and pages out of a folder, or sample content that we wrote."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.utils.translation import gettext as _

from houtai.core.workspaces.fetching.network import CAP

FEED, PAGE = "application/xml", "text/html"
OPENER = re.compile(rb"<(item|entry)(?=[\s>])")

Answer = tuple[int, str, bytes]


class NoInput(ValueError):
    """The folder holds no feeds and no pages."""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """name: for people; path: as it stands in its address, quoted."""

    name: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Site:
    """feeds: in the order in which they are first looked at; bad: the one that turns bad; respond: quoted path
    to (status, content type, body), or None for what is not there.
    """

    feeds: list[Feed]
    bad: Feed
    respond: Callable[[str], Answer | None]


def items(body: bytes) -> Iterator[tuple[int, int]]:
    """Where the items of a feed begin and end, as bytes. One look at each byte, however broken the feed is."""
    place, hopeless = 0, set()
    while opener := OPENER.search(body, place):
        closer = b"</" + opener[1] + b">"
        end = -1 if closer in hopeless else body.find(closer, opener.end())
        if end < 0:
            hopeless.add(closer)
            place = opener.end()
            continue
        place = end + len(closer)
        yield opener.start(), place


def cut(body: bytes, share: float) -> bytes:
    """The feed with only this share of its items, the later ones of the file left out; unchanged when it has none."""
    found = list(items(body))
    kept, place = [], 0
    for start, end in found[round(len(found) * share) :]:
        kept.append(body[place:start])
        place = end
    return b"".join(kept) + body[place:]


def from_folder(folder: Path) -> Site:
    """`feeds/**/*.xml` as they are, and one feed that lists `pages/*/source.html`. Raises NoInput."""
    feeds = {address(file.relative_to(folder)): file for file in found(folder, "feeds/**/*.xml")}
    pages = {address(file.parent.relative_to(folder)): file for file in found(folder, "pages/*/source.html")}
    if not feeds and not pages:
        raise NoInput(f"{folder} has neither feeds/**/*.xml nor pages/*/source.html")
    listed = [Feed(name=_("Played: pages"), path="/pages.xml")] if pages else []
    named = [Feed(name=_("Played: %(name)s") % {"name": legible(path)[7:-4]}, path=path) for path in feeds]
    # Pages carry whole articles, so a bad turn of theirs is one that a strategy would publish.
    bad = listed[0] if listed else max(named, key=lambda feed: sum(1 for _item in items(content(feeds[feed.path]))))

    def respond(path: str) -> Answer | None:
        path = normal(path)
        if path == "/pages.xml":
            return 200, FEED, index_of(pages)
        if path in feeds:
            return 200, FEED, content(feeds[path])
        return (200, PAGE, content(pages[path])) if path in pages else None

    return Site(feeds=listed + named, bad=bad, respond=respond)


def found(folder: Path, pattern: str) -> list[Path]:
    return sorted(file for file in folder.glob(pattern) if file.is_file())


def address(path: Path) -> str:
    """The path of an address; file names may hold anything, even what is no text."""
    return quote(b"/" + os.fsencode(path.as_posix()))


def normal(path: str) -> str:
    """The same path, quoted as we do it."""
    return quote(unquote_to_bytes(path))


def legible(path: str) -> str:
    text = unquote_to_bytes(path).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def content(file: Path) -> bytes:
    """Of a huge file only so much that the collector sees that it is too large."""
    with file.open("rb") as opened:
        return opened.read(CAP + 1)


def index_of(pages: dict[str, Path]) -> bytes:
    """An RSS feed with one item for each page, its address left relative."""
    feed = Element("rss", version="2.0")
    channel = SubElement(feed, "channel")
    SubElement(channel, "title").text = "pages"
    for path in pages:
        item = SubElement(channel, "item")
        SubElement(item, "title").text = legible(path)[7:]
        for name in ("link", "guid"):
            SubElement(item, name).text = path
    return tostring(feed, encoding="utf-8", xml_declaration=True)


def sample(*, seed: int, entries: int, day: datetime) -> Site:
    """Content that we wrote, different for each seed; dated on `day`. Its pictures outlive the day: we serve them."""
    from houtai.modules.collect import sample as content

    made = content.site(seed=seed, entries=entries, day=day)
    made.pictures = f"{settings.URL.origin}/sample"
    feeds = [Feed(name=name, path=path) for name, path in made.feeds]
    return Site(feeds=feeds, bad=next(feed for feed in feeds if feed.name == made.bad), respond=made.respond)
