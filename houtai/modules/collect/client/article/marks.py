"""What names, roles and styles say about an element: part of an article, or the page's furniture.

The lists of names and their weights began as those of Mozilla's Readability (Apache-2.0), to which words of Chinese
sites were added.
"""

from __future__ import annotations

import re
from typing import Any

UNLIKELY = re.compile(
    r"-ad-|ai2html|banner|breadcrumb|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu"
    r"|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination"
    r"|pager|popup|yom-remote|qr-?code|ewm|hot-?news|crumb|toolbar|recommend|newsletter|subscri|cookie-",
    re.IGNORECASE,
)
# What these names say is so plain that no other word of the same name takes it back.
PLAIN = re.compile(
    r"(related|recommend(ed)?|popular|trending|more|hot|latest|next)[-_]*"
    r"(articles?|posts?|links?|stor(y|ies)|news|content|reading|list)\b"
    r"|newsletter|author[-_]*(bio|box|card|info)|about[-_]*(the[-_]*)?author|breadcrumb|qr[-_]?code|cookie[-_]"
    r"|(share|social)[-_]*(share|bar|buttons?|tools?|links?|icons?)|comments?[-_]*(list|area|section|form|box|wrap)"
    r"|\bad[-_](slot|container|unit|wrapper|box)|adsbygoogle|advert|outbrain|taboola|xiangguan|tuijian"
    r"|most[-_]*(read|popular)|read[-_]*(next|also)|also[-_]*like|post[-_]*(nav|tags|share|navigation)"
    r"|entry[-_]*(footer|tags|share)",
    re.IGNORECASE,
)
LIKELY = re.compile(r"and|article|body|column|content|main|mathjax|shadow", re.IGNORECASE)
POSITIVE = re.compile(r"article|body|content|entry|hentry|main|page|pagination|post|text|blog|story", re.IGNORECASE)
NEGATIVE = re.compile(
    r"-ad-|hidden|\bhid\b|banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain|promo|related"
    r"|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget",
    re.IGNORECASE,
)
SHARING = re.compile(r"(\b|_)(share|sharedaddy|bdshare\w*|bshare\w*|social-?share)(\b|_)", re.IGNORECASE)
BYLINE = re.compile(r"byline|author|dateline|writtenby|p-author", re.IGNORECASE)
ROLES = frozenset({"menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"})
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
WEIGHT = 25


def name(element: Any) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


def weight(element: Any) -> int:
    """How much an element's class and id, each by itself, speak for it."""
    found = 0
    for word in (element.get("class"), element.get("id")):
        if word:
            found += WEIGHT * (bool(POSITIVE.search(word)) - bool(NEGATIVE.search(word)))
    return found


def is_plainly_none(element: Any) -> bool:
    return bool(PLAIN.search(name(element)))


def is_unlikely(element: Any) -> bool:
    names = name(element)
    if element.get("role") in ROLES:
        return True
    return bool(UNLIKELY.search(names)) and not LIKELY.search(names)


def is_unseen(element: Any) -> bool:
    """Whether a reader would not see it. Formulas shown as pictures are hidden from screen readers alone."""
    if element.get("hidden") is not None or UNSEEN.search(element.get("style", "")):
        return True
    if element.get("aria-modal") == "true" and element.get("role") == "dialog":
        return True
    return element.get("aria-hidden") == "true" and "fallback-image" not in element.get("class", "")


def is_byline(element: Any) -> bool:
    """Whether an element is called one; whether its words can be one is asked apart."""
    marked = element.get("rel") == "author" or "author" in element.get("itemprop", "")
    return marked or bool(BYLINE.search(name(element)))
