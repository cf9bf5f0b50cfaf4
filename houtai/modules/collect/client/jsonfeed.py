"""Reads JSON Feed, version 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import html as markup
import json
from collections.abc import Iterator
from typing import Any

from houtai.modules.collect.client.errors import Malformed, NotAFeed

VERSION = "jsonfeed.org/version/1"


def jsonfeed(text: str, *, url: str) -> dict[str, Any]:
    """The feed as the other readers give one: {"feed": …, "entries": […]}. Raises NotAFeed and Malformed."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        raise (Malformed(url) if VERSION in text[:2000] else NotAFeed(url)) from None
    if not isinstance(told, dict) or VERSION not in said(told, "version") or not isinstance(told.get("items"), list):
        raise NotAFeed(url)
    items = [item for item in told["items"] if isinstance(item, dict)]
    head = {"title": escaped(told, "title"), "link": said(told, "home_page_url"), "language": said(told, "language")}
    return {"feed": head, "entries": [entry(item, authors(told)) for item in items]}


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
    listed = told.get("authors")
    found = [*(listed if isinstance(listed, list) else []), told.get("author")]
    return [escaped(each, "name") for each in found if isinstance(each, dict) and said(each, "name")]


def tags(item: dict[str, Any]) -> Iterator[dict[str, str]]:
    listed = item.get("tags")
    for each in listed if isinstance(listed, list) else []:
        if isinstance(each, str):
            yield {"term": markup.escape(each, quote=False)}


def attachments(item: dict[str, Any]) -> Iterator[dict[str, str]]:
    listed = item.get("attachments")
    for each in listed if isinstance(listed, list) else []:
        if isinstance(each, dict):
            yield {"href": said(each, "url"), "type": said(each, "mime_type")}


def said(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def escaped(told: dict[str, Any], name: str) -> str:
    """What is plain text here is markup to those who read on."""
    return markup.escape(said(told, name), quote=False)
