"""What a page says about itself in its head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import islice
from typing import Any

from houtai.core.text.address import settle
from houtai.modules.collect.client.licence import licence
from houtai.modules.collect.client.storable import storable
from houtai.modules.collect.client.stories import stories, told

TITLES = ("dc:title", "dcterms:title", "og:title", "weibo:article:title", "twitter:title", "parsely-title")
AUTHORS = ("dc:creator", "dcterms:creator", "author", "article:author", "byl", "parsely-author", "sailthru:author")
SITES = ("og:site_name", "application-name", "twitter:app:name:iphone")
DATES = (
    *("article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate", "publish_date"),
    *("weibo:article:create_at", "og:release_date", "parsely-pub-date", "sailthru:date", "date", "dc:date"),
    *("dcterms:created", "dc:date:issued"),
)
SUMMARIES = ("description", "og:description", "twitter:description", "dcterms:abstract")
IMAGES = ("og:image", "og:image:url", "twitter:image", "twitter:image:src")
TAIL = re.compile(r"\s+[|\-–—_»·]+\s+|_|\s*[|]\s*")
HAN = re.compile("[\u4e00-\u9fff]")
KANA = re.compile("[\u3040-\u30ff]")
# Where a page in Chinese names a time without its zone, it is that of Beijing.
CHINA = timezone(timedelta(hours=8))
MOST_STORIES = 50
SHORTEST_TITLE, LONGEST_TITLE = 3, 2000


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Empty strings for what the page does not say. `base` is what its relative addresses are resolved against, and
    `story` the article as JSON-LD gives it, as HTML.
    """

    url: str = ""
    base: str = ""
    title: str = ""
    author: str = ""
    site: str = ""
    language: str = ""
    image: str = ""
    licence: str = ""
    summary: str = ""
    story: str = ""
    published: datetime | None = None
    zone: tzinfo = UTC

    @classmethod
    def of(cls, tree: Any, *, url: str) -> Facts:
        """Reads `<meta>`, JSON-LD and `<title>`."""
        meta = metas(tree)
        found = list(islice(stories(tree), MOST_STORIES))
        story = found[0] if found else {}
        base = settle(attribute(tree, "base", "href"), base=url) or url
        site = first(meta, SITES) or person(story.get("publisher"))
        called = title(tree, first(meta, TITLES) or headline(tree, story), site=site)
        zone = CHINA if HAN.search(called) and not KANA.search(called) else UTC
        return cls(
            url=settle(canonical_link(tree), base=base) if url else "",
            base=base,
            title=called,
            author=person(story.get("author")) or named(first(meta, AUTHORS)),
            site=site,
            language=(tree.get("lang") or "").strip().lower().partition("-")[0][:3],
            image=settle(first(meta, IMAGES) or pictured(story.get("image")), base=base),
            licence=licence(tree, stated=person(story.get("license")) or line(story.get("license")), base=base),
            summary=first(meta, SUMMARIES) or line(story.get("description")),
            story=body(found, title=called),
            published=moment(line(story.get("datePublished")) or first(meta, DATES) or clock(tree), zone=zone),
            zone=zone,
        )


def moment(text: str, *, zone: tzinfo = UTC) -> datetime | None:
    """UTC; a time without a zone is taken as the zone's, a day without a time as its beginning."""
    try:
        found = datetime.fromisoformat(text.strip())
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        names = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = line(element.get("content"))
        for name in names.lower().split() if content else ():
            found.setdefault(name.replace(".", ":"), content)
    return found


def body(found: list[dict[str, Any]], *, title: str) -> str:
    """The longest text among those of the first article and others of the same headline, as HTML."""
    same = [one for n, one in enumerate(found) if not n or bears(line(one.get("headline")), title)]
    text = max((line_by_line(one.get("articleBody")) for one in same), key=len, default="")
    return told(text) if text else ""


def bears(headline: str, title: str) -> bool:
    return bool(headline and title) and (headline in title or title in headline)


def person(found: Any) -> str:
    """A name out of the ways in which JSON-LD gives one."""
    if isinstance(found, list):
        return ", ".join(filter(None, map(person, found[:5])))[:200]
    return named(line(found.get("name") if isinstance(found, dict) else found))


def named(text: str) -> str:
    """Addresses of profiles are no names."""
    return "" if "://" in text else text[:200]


def title(tree: Any, given: str, *, site: str) -> str:
    """What the head gives, else the page's title, without the site's name."""
    whole = page_title(tree)
    if given and not is_cut(given, whole):
        return without_site(given[:1000], site)[:500]
    headings = (line("".join(heading.itertext())[:LONGEST_TITLE]) for heading in tree.iter("h1"))
    shown = next((words for words in headings if len(words) > SHORTEST_TITLE and whole.startswith(words)), "")
    return (shown or TAIL.split(whole)[0] or whole or given)[:500]


def headline(tree: Any, story: dict[str, Any]) -> str:
    """JSON-LD's, where the page's title bears it out: some sites put a description there."""
    whole = page_title(tree)
    given = [line(story.get(name)) for name in ("headline", "name")]
    return next((words for words in given if words and words in whole), "" if whole else given[0])


def page_title(tree: Any) -> str:
    return line("".join(next(tree.iter("title"), tree.makeelement("title")).itertext())[:LONGEST_TITLE])


def is_cut(given: str, whole: str) -> bool:
    """Whether a title ends in the midst of the page's: a quotation mark in it ended the attribute."""
    rest = whole.removeprefix(given)
    return rest != whole and rest.lstrip()[:1] in set("\"'“”‘’「『《")


def without_site(given: str, site: str) -> str:
    """Drops an ending such as " | Harbour News" when that is the site's name."""
    for found in reversed(list(TAIL.finditer(given))):
        if found.start() and alike(given[found.end() :], site):
            return given[: found.start()]
    return given


def alike(ending: str, site: str) -> bool:
    ours, theirs = ending.strip().casefold(), site.strip().casefold()
    return len(ours) > 1 and bool(theirs) and (ours in theirs or theirs in ours)


def pictured(found: Any) -> str:
    """The address out of the ways in which JSON-LD gives an image."""
    if isinstance(found, list):
        return next(filter(None, map(pictured, found[:5])), "")
    return line(found.get("url") if isinstance(found, dict) else found)


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
    return " ".join(storable(value).split()) if isinstance(value, str) else ""


def line_by_line(value: Any) -> str:
    return storable(value).strip() if isinstance(value, str) else ""
