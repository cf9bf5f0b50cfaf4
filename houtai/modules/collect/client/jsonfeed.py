"""Reads JSON Feed, version 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import html as markup
import json
from collections.abc import Iterator
from typing import Any

from houtai.modules.collect.client.errors import Malformed, NotAFeed
from houtai.modules.collect.client.thorough import MOST_ENTRIES

VERSION = "jsonfeed.org/version/1"
# Authors of an item, or tags, or attachments.
MOST_EACH = 50


def jsonfeed(text: str, *, url: str) -> dict[str, Any]:
    """The feed as the other readers give one: {"feed": …, "entries": […]}. Raises NotAFeed and Malformed."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise (Malformed(url) if VERSION in text[:2000] else NotAFeed(url)) from None
    if not isinstance(told, dict) or VERSION not in said(told, "version") or not isinstance(told.get("items"), list):
        raise NotAFeed(url)
    items = [item for item in told["items"][:MOST_ENTRIES] if isinstance(item, dict)]
    whose = authors(told)
    head = {"title": escaped(told, "title"), "link": said(told, "home_page_url"), "language": said(told, "language")}
    return {"feed": head, "entries": [entry(item, whose) for item in items]}


def entry(item: dict[str, Any], feeds: list[str]) -> dict[str, Any]:
    html = said(item, "content_html") or paragraphs(said(item, "content_text"))
    return {
        "id": identity(item.get("id")),
        "title": escaped(item, "title"),
        "link": said(item, "url") or said(item, "external_url"),
        "author": ", ".join(authors(item) or feeds),
        "date": said(item, "date_published") or said(item, "date_modified"),
        "content": [{"type": "text/html", "value": html}],
        "summary": escaped(item, "summary"),
        "summary_detail": {"type": "text/html", "value": escaped(item, "summary")},
        "tags": list(tags(item)),
        "media_content": [{"url": said(item, name), "medium": "image"} for name in ("image", "banner_image")],
        "enclosures": list(attachments(item)),
    }


def paragraphs(text: str) -> str:
    return "".join(f"<p>{markup.escape(part.strip())}</p>" for part in text.split("\n\n") if part.strip())


def identity(given: Any) -> str:
    """An id should be a text; many are numbers."""
    return str(given) if isinstance(given, str | int | float) and not isinstance(given, bool) else ""


def authors(told: dict[str, Any]) -> list[str]:
    """Version 1.1 has a list, version 1 had one."""
    found = [*several(told.get("authors")), told.get("author")]
    return [escaped(each, "name") for each in found if isinstance(each, dict) and said(each, "name")]


def tags(item: dict[str, Any]) -> Iterator[dict[str, str]]:
    for each in several(item.get("tags")):
        if isinstance(each, str):
            yield {"term": markup.escape(each, quote=False)}


def attachments(item: dict[str, Any]) -> Iterator[dict[str, str]]:
    for each in several(item.get("attachments")):
        if isinstance(each, dict):
            yield {"href": said(each, "url"), "type": said(each, "mime_type")}


def several(given: Any) -> list[Any]:
    return given[:MOST_EACH] if isinstance(given, list) else []


def said(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def escaped(told: dict[str, Any], name: str) -> str:
    """What is plain text here is markup to those who read on."""
    return markup.escape(said(told, name), quote=False)
