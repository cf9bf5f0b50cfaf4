"""What a page says about itself in its head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from houtai.core.text.address import settle

TITLES = ("og:title", "twitter:title", "dc.title")
AUTHORS = ("author", "article:author", "dc.creator", "byl", "parsely-author")
SITES = ("og:site_name", "application-name")
DATES = ("article:published_time", "datepublished", "pubdate", "publishdate", "date", "dc.date", "parsely-pub-date")
IMAGES = ("og:image", "og:image:url", "twitter:image", "twitter:image:src")
ARTICLE = re.compile(r"Article|BlogPosting|Report|NewsStory")
TAIL = re.compile(r"\s+[|\-–—_»·]+\s+|_|\s*[|]\s*")
LONGEST_JSON = 300_000


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Empty strings for what the page does not say. `base` is what its relative addresses are resolved against."""

    url: str = ""
    base: str = ""
    title: str = ""
    author: str = ""
    site: str = ""
    language: str = ""
    image: str = ""
    published: datetime | None = None

    @classmethod
    def of(cls, tree: Any, *, url: str) -> Facts:
        """Reads `<meta>`, JSON-LD and `<title>`."""
        meta = metas(tree)
        story = next(stories(tree), {})
        base = settle(attribute(tree, "base", "href"), base=url) or url
        return cls(
            url=settle(canonical_link(tree), base=base) if url else "",
            base=base,
            title=title(tree, first(meta, TITLES) or line(story.get("headline"))),
            author=person(story.get("author")) or named(first(meta, AUTHORS)),
            site=first(meta, SITES) or person(story.get("publisher")),
            language=(tree.get("lang") or "").strip().lower().partition("-")[0][:3],
            image=settle(first(meta, IMAGES), base=base),
            published=cls.moment(line(story.get("datePublished")) or first(meta, DATES) or clock(tree)),
        )

    @staticmethod
    def moment(text: str) -> datetime | None:
        """UTC; a date without a zone is taken as UTC, one without a time as midnight."""
        try:
            found = datetime.fromisoformat(text.strip())
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            return None


def metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = line(element.get("content"))
        if content:
            found.setdefault(name.strip().lower(), content)
    return found


def stories(tree: Any) -> Iterator[dict[str, Any]]:
    """Articles in the page's JSON-LD, at any depth of its lists."""
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            yield from inside(parsed((script.text or "")[:LONGEST_JSON]))


def parsed(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def inside(found: Any) -> Iterator[dict[str, Any]]:
    items = found if isinstance(found, list) else [found]
    for item in items[:50]:
        if isinstance(item, dict):
            graph = item.get("@graph")
            yield from (part for part in (graph if isinstance(graph, list) else [item])[:50] if is_story(part))


def is_story(item: Any) -> bool:
    return isinstance(item, dict) and bool(ARTICLE.search(str(item.get("@type", ""))))


def person(found: Any) -> str:
    """A name out of the ways in which JSON-LD gives one."""
    if isinstance(found, list):
        return ", ".join(filter(None, map(person, found[:5])))[:200]
    return named(line(found.get("name") if isinstance(found, dict) else found))


def named(text: str) -> str:
    """Addresses of profiles are no names."""
    return "" if "://" in text else text[:200]


def title(tree: Any, given: str) -> str:
    """What the head gives without the site's name, else the page's title."""
    whole = line("".join(next(tree.iter("title"), tree.makeelement("title")).itertext()))
    return (given or TAIL.split(whole)[0] or whole)[:500]


def clock(tree: Any) -> str:
    return attribute(tree, "time", "datetime")


def attribute(tree: Any, tag: str, name: str) -> str:
    return next((line(element.get(name)) for element in tree.iter(tag) if element.get(name)), "")


def canonical_link(tree: Any) -> str:
    links = (element for element in tree.iter("link") if element.get("rel", "").lower() == "canonical")
    return next((line(element.get("href")) for element in links if element.get("href")), "")


def first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def line(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
