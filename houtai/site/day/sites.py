"""What the played day collects from: real feeds and pages out of a folder, or sample content that we wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from xml.etree import ElementTree

FEED, PAGE = "application/xml", "text/html; charset=utf-8"
ITEM = re.compile(rb"<(item|entry)[\s>].*?</\1>", re.DOTALL)


class NoInput(ValueError):
    """The folder holds no feeds and no pages."""


@dataclass(frozen=True, kw_only=True)
class Feed:
    name: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Site:
    """feeds: in the order in which they are first looked at; bad: name of the one that turns bad;
    respond: path to (status, content type, body), or None for what is not there.
    """

    feeds: list[Feed]
    bad: str
    respond: Callable[[str], tuple[int, str, bytes] | None]


def cut(body: bytes, share: float) -> bytes:
    """The feed with only this share of its items, the later ones of the file left out; unchanged when it has none."""
    items = list(ITEM.finditer(body))
    for item in reversed(items[round(len(items) * share) :]):
        body = body[: item.start()] + body[item.end() :]
    return body


def from_folder(folder: Path) -> Site:
    """`feeds/**/*.xml` as they are, and one feed that lists `pages/*/source.html`. Raises NoInput."""
    feeds = {f"/{file.relative_to(folder).as_posix()}": file for file in sorted(folder.glob("feeds/**/*.xml"))}
    pages = {f"/pages/{file.parent.name}": file for file in sorted(folder.glob("pages/*/source.html"))}
    if not feeds and not pages:
        raise NoInput(f"{folder} has neither feeds/**/*.xml nor pages/*/source.html")
    listed = [Feed(name="Played: pages", path="/pages.xml")] if pages else []
    named = [Feed(name=f"Played: {path.removeprefix('/feeds/').removesuffix('.xml')}", path=path) for path in feeds]
    # Pages carry whole articles, so a bad turn of theirs is one that a strategy would publish.
    bad = listed[0] if listed else max(named, key=lambda feed: len(ITEM.findall(feeds[feed.path].read_bytes())))

    def respond(path: str) -> tuple[int, str, bytes] | None:
        if path == "/pages.xml":
            return 200, FEED, index_of(pages)
        if path in feeds:
            return 200, FEED, feeds[path].read_bytes()
        return (200, "text/html", pages[path].read_bytes()) if path in pages else None

    return Site(feeds=listed + named, bad=bad.name, respond=respond)


def index_of(pages: dict[str, Path]) -> bytes:
    """An RSS feed with one item for each page, its address left relative."""
    items = "".join(
        f"<item><title>{escape(path[7:])}</title><link>{escape(path)}</link><guid>{escape(path)}</guid></item>"
        for path in pages
    )
    text = f'<rss version="2.0"><channel><title>pages</title><link>/</link><description/>{items}</channel></rss>'
    return ElementTree.tostring(ElementTree.fromstring(text), encoding="utf-8", xml_declaration=True)


def sample(*, seed: int, entries: int, day: datetime) -> Site:
    """Content that we wrote, different for each seed; dated on `day`."""
    from houtai.modules.collect import sample as content

    made = content.site(seed=seed, entries=entries, day=day)
    feeds = [Feed(name=name, path=path) for name, path in made.feeds]
    return Site(feeds=feeds, bad=made.bad, respond=made.respond)
