"""Reads sitemaps (https://www.sitemaps.org/protocol.html), those of news among them, and indexes of sitemaps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from lxml import etree

from houtai.core.text.address import settle
from houtai.modules.collect.client.errors import Malformed
from houtai.modules.collect.client.facts import moment

SITEMAP = re.compile(r"<(\w+:)?(urlset|sitemapindex)\b")
# Of one address; more is said only where addresses that are never closed hold each other.
MOST_SAID = 200
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One address of a sitemap; title, language: what a news sitemap says; at: when it changed or came out, in UTC."""

    url: str
    at: datetime | None = None
    title: str = ""
    language: str = ""


def sitemap(data: bytes, *, url: str, most: int) -> tuple[list[Place], list[str]]:
    """The newest `most` pages, and the newest `most` sitemaps of an index. Raises Malformed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, recover=True)
    root = etree.fromstring(data, parser)
    if root is None:
        raise Malformed(url)
    pages, maps = (newest(root, name, base=url, most=most) for name in ("url", "sitemap"))
    return pages, [place.url for place in maps]


def newest(root: Any, name: str, *, base: str, most: int) -> list[Place]:
    """Those without a date come last, in the order of the sitemap."""
    places = [place(each, base=base) for each in root.iter(f"{{*}}{name}")]
    known = {found.url: found for found in places if found.url}
    return sorted(known.values(), key=lambda found: found.at or LONG_AGO, reverse=True)[:most]


def place(element: Any, *, base: str) -> Place:
    said: dict[str, str] = {}
    for each in islice(element.iter(), MOST_SAID):
        if isinstance(each.tag, str):
            said.setdefault(etree.QName(each).localname, " ".join((each.text or "").split()))
    return Place(
        url=settle(said.get("loc", ""), base=base),
        at=moment(said.get("publication_date", "")) or moment(said.get("lastmod", "")),
        title=said.get("title", ""),
        language=said.get("language", "")[:20],
    )
