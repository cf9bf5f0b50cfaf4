"""Reads RSS, RDF, Atom, JSON Feed and sitemaps into entries, whatever state they are in."""

from __future__ import annotations

import hashlib
import html as markup
import re
from calendar import timegm
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from houtai.core.text.address import settle
from houtai.core.text.charset import decode
from houtai.core.text.plain import excerpt, plain
from houtai.modules.collect.client.canonical import canonical
from houtai.modules.collect.client.errors import Endless, Hostile, IsAPage, Malformed, NotAFeed
from houtai.modules.collect.client.facts import moment as instant
from houtai.modules.collect.client.first_image import first_image
from houtai.modules.collect.client.jsonfeed import jsonfeed
from houtai.modules.collect.client.links import feeds_named
from houtai.modules.collect.client.quick import Quick, quick
from houtai.modules.collect.client.sitemap import SITEMAP, Place, sitemap
from houtai.modules.collect.client.storable import storable
from houtai.modules.collect.client.thorough import MOST_ENTRIES, TakesTooLong, apart

MOST_TAGS = 150_000
# In the texts that it carries, however they are written; blank lines of JSON become paragraphs.
MOST_MARKS, MARKS = 500_000, ("<", "&lt;", r"\u003c", r"\n\n")
# A sitemap names all that a site ever had; it is for what is new that it is looked at.
MOST_PLACES = 200
MOST_MAPS = 5
SUMMARY = 300
TAGS, LONGEST_TAG = 10, 50
UNFILED = frozenset({"uncategorized", "uncategorised", "unkategorisiert", "未分类", "未分類"})

HTML = re.compile(r"<(!doctype\s+html|html\b)", re.IGNORECASE)
DOCTYPE = re.compile(r"""<!DOCTYPE(?:[^\[>"']|"[^"]*"|'[^']*')*+([\[>])""", re.IGNORECASE)
LEADS = ("<!--", "<?")
FEED = re.compile(r"<(\w+:)?(rss|feed|RDF|channel)\b")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One item. `key` is stable over fetches; `html` is as the feed has it, not yet clean; `published` is in UTC;
    `summary` is what the feed tells of it, in plain text; `tags` are what it files it under.
    """

    key: str
    url: str
    title: str
    author: str = ""
    published: datetime | None = None
    html: str = ""
    image: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Feed:
    """`url` is the site's own page; `damaged` tells that the feed broke XML's rules and was read all the same;
    `further` are the newest sitemaps that an index names.
    """

    title: str
    url: str
    language: str
    entries: list[Entry] = field(default_factory=list)
    damaged: bool = False
    further: tuple[str, ...] = ()


def parse(body: bytes, *, content_type: str = "", charset: str = "", url: str = "") -> Feed:
    """The feed in `body`, at most 1,000 entries, none twice. `content_type` may carry the charset as a header does.

    Raises IsAPage (with the feeds the page names), NotAFeed, Malformed, Hostile, Endless.
    """
    declared = charset or content_type.partition("charset=")[2].strip("\"' ;")
    text = storable(decode(body, declared=declared)).lstrip("\ufeff \r\n\t")
    if HTML.match(text, after_lead(text)):
        raise IsAPage(url, feeds=feeds_named(text, base=url))
    if text.startswith("{"):
        bounded(text, url=url)
        return read(Quick(version="json", **jsonfeed(text, url=url)), url=url)
    if SITEMAP.match(text, after_lead(text)):
        return mapped(harmless(text, url=url), url=url)
    if not FEED.search(text):
        raise NotAFeed(url)
    if text.count("<") > MOST_TAGS:
        raise Endless(url)
    bounded(text, url=url)
    data = harmless(text, url=url)
    return read(quick(data) or thorough(data, url=url), url=url)


def mapped(data: bytes, *, url: str) -> Feed:
    places, maps = sitemap(data, url=url, most=MOST_PLACES)
    entries = [placed(place) for place in places]
    return Feed(title="", url=url, language="", entries=entries, further=tuple(maps[:MOST_MAPS]))


def placed(place: Place) -> Entry:
    return Entry(key=canonical(place.url)[:500], url=place.url, title=words(place.title), published=place.at)


def bounded(text: str, *, url: str) -> None:
    if sum(map(text.count, MARKS)) > MOST_MARKS:
        raise Endless(url)


def thorough(data: bytes, *, url: str) -> Quick:
    try:
        found = apart.read(data)
    except TakesTooLong:
        raise Endless(url) from None
    if found is None:
        raise Malformed(url)
    return found


def harmless(text: str, *, url: str) -> bytes:
    """UTF-8 without declaration and document type: entities that a feed defines can grow without end, or read files."""
    start = after_lead(text)
    if text[start : start + 9].upper() == "<!DOCTYPE":
        found = DOCTYPE.match(text, start)
        if not found:
            raise Malformed(url)
        if found[1] == "[":
            raise Hostile(url)
        start = found.end()
    return text[start:].encode()


def after_lead(text: str) -> int:
    """Where blanks, comments and processing instructions end and the document begins."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text.startswith(LEADS, at):
            close = text.find("-->" if text[at + 1] == "!" else "?>", at)
            if close < 0:
                break
            at = text.index(">", close) + 1
        else:
            break
    return at


def read(found: Any, *, url: str) -> Feed:
    if not found.version and not found.entries:
        raise Malformed(url) if found.bozo else NotAFeed(url)
    if found.bozo and not found.entries and not found.feed.get("title"):
        raise Malformed(url)
    home = settle(text_of(found.feed, "link"), base=url)
    entries = [read_entry(item, base=home or url) for item in found.entries[:MOST_ENTRIES]]
    return Feed(
        title=words(text_of(found.feed, "title")),
        url=home,
        language=text_of(found.feed, "language").strip().lower()[:20],
        entries=unique(entries),
        damaged=bool(found.bozo),
    )


def unique(entries: list[Entry]) -> list[Entry]:
    """Some feeds give one id to all entries; then the address tells them apart. The first of equals is kept."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        first = kept.setdefault(entry.key, entry)
        if first.url != entry.url:
            longer = f"{entry.key[:200]} {digest(canonical(entry.url))}"
            kept.setdefault(longer, replace(entry, key=longer))
    return list(kept.values())


def read_entry(item: Any, *, base: str) -> Entry:
    html = content(item)
    title = words(text_of(item, "title")) or excerpt(html, 80)
    address = settle(text_of(item, "link"), base=base)
    return Entry(
        key=key(item, address=address, title=title, html=html),
        url=address,
        title=title,
        author=words(text_of(item, "author")),
        published=moment(item),
        html=html,
        image=image(item, html=html, base=address or base),
        summary=excerpt(as_html(item.get("summary_detail") or {}), SUMMARY),
        tags=tags(item),
    )


def key(item: Any, *, address: str, title: str, html: str) -> str:
    """The feed's own id, else the address, else a hash of what is said."""
    given = text_of(item, "id").strip()
    if given:
        return given if len(given) <= 500 else digest(given)
    return canonical(address)[:500] if address else digest(f"{title}\n{plain(html)}")


def digest(text: str) -> str:
    return f"blake2b:{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}"


def content(item: Any) -> str:
    """The longest text that the entry carries, as HTML."""
    parts = [*item.get("content", []), item.get("summary_detail") or {}]
    return max((as_html(part) for part in parts), key=len, default="") or text_of(item, "summary")


def as_html(part: Any) -> str:
    value = text_of(part, "value")
    return markup.escape(value, quote=False) if part.get("type") == "text/plain" and "<" not in value else value


def image(item: Any, *, html: str, base: str) -> str:
    media = [*item.get("media_thumbnail", []), *item.get("media_content", []), *item.get("enclosures", [])]
    pictures = [text_of(found, "url") or text_of(found, "href") for found in media if shows(found)]
    candidates = [*pictures, first_image(html)]
    return next(filter(None, (settle(candidate, base=base) for candidate in candidates)), "")


def tags(item: Any) -> tuple[str, ...]:
    """A few short ones. Addresses are of programs, and some systems name what nobody has filed."""
    told = [words(text_of(each, "label") or text_of(each, "term")) for each in item.get("tags") or []]
    fit = [tag for tag in told if tag and len(tag) <= LONGEST_TAG and "://" not in tag]
    found = {tag.casefold(): tag for tag in reversed(fit) if tag.casefold() not in UNFILED}
    return tuple(reversed(found.values()))[:TAGS]


def shows(found: Any) -> bool:
    kind = text_of(found, "type") or text_of(found, "medium")
    return kind.startswith("image") or not kind


def moment(item: Any) -> datetime | None:
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        parsed = item.get(name)
        if parsed:
            try:
                return datetime.fromtimestamp(timegm(parsed), tz=UTC)
            except (ValueError, OverflowError, OSError):
                continue
    return instant(text_of(item, "date"))


def words(text: str) -> str:
    """One line without markup; feeds escape titles once, twice or not at all."""
    once = plain(text) if "<" in text or "&" in text else text
    return " ".join(markup.unescape(once).split())[:500]


def text_of(found: Any, name: str) -> str:
    value = found.get(name)
    return storable(value) if isinstance(value, str) else ""
