"""What a page gives to machines as its article: JSON-LD, with the text as words or as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

ARTICLE = re.compile(r"Article|BlogPosting|Report|NewsStory")
CDATA = re.compile(r"^\s*(//\s*)?<!\[CDATA\[|(//\s*)?\]\]>\s*$")
LONGEST_JSON = 300_000
MOST = 50
MARKUP = re.compile(
    r"</?(p|br|div|section|h[1-6]|ul|ol|li|a|b|i|em|strong|span|img|figure|blockquote|table)(\s[^<>]*)?/?>",
    re.IGNORECASE,
)
BLOCK = re.compile(r"</(p|div|section|h[1-6]|ul|ol|li|figure|blockquote|table)>", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def stories(tree: Any) -> Iterator[dict[str, Any]]:
    """Articles in the page's JSON-LD, at any depth of its lists, and those that a page there is about."""
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            yield from inside(parsed(CDATA.sub("", (script.text or "")[:LONGEST_JSON])))


def parsed(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def inside(found: Any) -> Iterator[dict[str, Any]]:
    for item in listed(found):
        for part in listed(item.get("@graph")) or [item]:
            yield from (one for one in (part, *listed(part.get("mainEntity"))) if is_story(one))


def listed(found: Any) -> list[dict[str, Any]]:
    items = found if isinstance(found, list) else [found]
    return [item for item in items[:MOST] if isinstance(item, dict)]


def is_story(item: dict[str, Any]) -> bool:
    return bool(ARTICLE.search(str(item.get("@type", ""))))


def told(text: str) -> str:
    """The text of an article as HTML: some sites give markup, and some escape what they give."""
    if not MARKUP.search(text):
        text = unescape(text)
        if not MARKUP.search(text):
            return paragraphs(escape(text))
    return text if BLOCK.search(text) else paragraphs(BREAK.sub("\n", text))


def paragraphs(html: str) -> str:
    return "".join(f"<p>{line}</p>" for line in html.split("\n") if line.strip())
