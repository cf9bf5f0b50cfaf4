"""A page from outside to look at and to point into: its own elements with their classes, and nothing that acts."""

from __future__ import annotations

import nh3

from houtai.core.text.address import settle
from houtai.core.text.sanitise import costly, parted

TAGS = frozenset(
    [
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "blockquote",
        "body",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "i",
        "img",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
    ]
)
SILENT = frozenset(
    [
        "script",
        "style",
        "svg",
        "math",
        "template",
        "iframe",
        "object",
        "embed",
        "noscript",
        "title",
        "textarea",
        "select",
    ]
)
LONGEST = 1_000_000


def skeleton(html: str, *, base: str) -> str:
    """Safe HTML with absolute addresses; at most the first million characters of the page are read."""

    def admit(tag: str, name: str, value: str) -> str | None:
        if costly(value):
            return None
        return (settle(value, base=base) or None) if name in ("href", "src") else value

    return nh3.clean(
        parted(html[:LONGEST]),
        tags=set(TAGS),
        clean_content_tags=set(SILENT),
        attributes={"*": {"class", "id"}, "a": {"href"}, "img": {"src", "alt"}},
        attribute_filter=admit,
        url_schemes={"http", "https"},
        link_rel=None,
    )
