"""Markdown files as other programs write them: the usual names of a front matter, in our words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from houtai.core.text.address import settle
from houtai.modules.content.models.archives import front
from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.archives.fields import inward
from houtai.modules.content.models.archives.foreign_dates import moment
from houtai.modules.content.models.archives.record import Record

# Ours, and what it is called elsewhere, the surest first.
NAMES = {
    "title": ("title",),
    "slug": ("slug",),
    "summary": ("summary", "description", "excerpt", "custom_excerpt", "subtitle"),
    "cover": ("cover", "image", "feature_image", "featured_image", "featuredImage", "thumbnail", "banner", "heroImage"),
    "author": ("author", "authors"),
    "byline": ("byline",),
    "column": ("column", "category", "categories"),
    "series": ("series",),
    "number": ("number", "series_order"),
    "tags": ("tags", "tag", "keywords"),
    "language": ("language", "lang", "locale"),
    "source_name": ("source_name", "source"),
    "source_url": ("source_url", "canonical_url", "canonicalURL", "canonicalUrl", "original_url"),
    "cover_url": ("cover_url",),
}
DATES = ("date", "published", "published_at", "date_published", "pubDate", "publishDate")
STATE = ("draft", "status")
LISTS = ("tags",)
HEADING = re.compile(r"\A\s*#[ \t]+([^\n]+)\n?")
DATED = re.compile(r"^\d{4}-\d{2}-\d{2}-")
INDEX = ("index", "_index", "readme")


def record(data: bytes, *, where: str) -> Record:
    """Raises BadArchive. What is not known is named in the notes."""
    said, text = front.parted(data, where=where)
    found = {ours: taken(said, names) for ours, names in NAMES.items()}
    version: dict[str, Any] = {name: value for name, value in found.items() if value not in (None, "", [])}
    if "title" not in version:
        version["title"], text = titled(text, where)
    version["slug"] = version.get("slug") or address_of(where)
    for name in ("title", "slug", "summary", "byline", "number", "language", "source_name", "source_url", "cover_url"):
        if name in version:
            version[name] = inward(name, cut(name, version[name]), where=where)
    if settle(version.get("cover", "")).startswith("http"):
        version["cover_url"] = version.pop("cover")
    known = {name for names in NAMES.values() for name in names} | {*DATES, *STATE}
    unknown = sorted(set(said) - known)
    notes = (_("Left out: %(names)s.") % {"names": ", ".join(name[:40] for name in unknown[:8])},) if unknown else ()
    draft = str(said.get("draft", "")).lower() == "true" or str(said.get("status", "published")).lower() == "draft"
    published = next((at for name in DATES if (at := moment(said.get(name)))), None)
    part: dict[str, Any] = {"draft" if draft else "live": {**version, "body": text}}
    return Record(
        article=0,
        where=where,
        state="draft" if draft else "published",
        published=published,
        marked=True,
        place=str(PurePosixPath(where).parent),
        notes=notes,
        **part,
    )


def taken(said: dict[str, Any], names: tuple[str, ...]) -> Any:
    """The first of these names that says something, as text, or as texts for a list of them."""
    for name in names:
        words = list(texts(said.get(name)))
        if words:
            if names[0] in LISTS:
                return [one.strip()[:100] for word in words for one in word.split(",") if one.strip()]
            return words[0] if names[0] != "author" else ", ".join(words)
    return None


def texts(value: Any) -> Iterator[str]:
    """Of a list all, of a thing with names its name."""
    if isinstance(value, dict):
        yield from texts(value.get("name") or value.get("url") or value.get("src") or value.get("image"))
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str | int | float | date | datetime) and str(value).strip() and value is not False:
        yield str(value).strip()


def titled(text: str, where: str) -> tuple[str, str]:
    """The first heading is the title, where there is no other; else the file's name is."""
    found = HEADING.match(text)
    heading = found[1].rstrip().rstrip("#").strip() if found else ""
    if found and heading:
        return heading[:300], text[found.end() :]
    name = address_of(where).replace("-", " ").strip()
    if not name:
        raise BadArchive(_("%(where)s: the title is missing.") % {"where": where})
    return name[:300], text


def address_of(where: str) -> str:
    path = PurePosixPath(where)
    stem = path.parent.name if path.stem.lower() in INDEX and path.parent.name else path.stem
    return slugify(DATED.sub("", stem), allow_unicode=True)[:80].strip("-")


def cut(name: str, value: Any) -> Any:
    """What is longer elsewhere than here."""
    longest = {"summary": 600, "title": 300, "byline": 200, "source_name": 200, "language": 10}
    if name == "slug":
        return slugify(str(value).strip("/").rpartition("/")[2], allow_unicode=True)[:200]
    return str(value)[: longest[name]] if name in longest else value
