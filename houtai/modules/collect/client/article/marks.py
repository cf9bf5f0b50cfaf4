"""What names, roles and styles say about an element: part of an article, or the page's furniture.

The lists of names and their weights began as those of Mozilla's Readability (Apache-2.0), to which words of Chinese
sites were added.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from houtai.modules.collect.client.article.measures import HEADINGS

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
    r"-ad-|hidden|\bhid\b|banner|combx|comment|com-|contact|footer|gdpr|masthead|(social|multi)-?media|meta|outbrain|promo|related"
    r"|scroll-?(bar|top|up|down|to)|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget",
    re.IGNORECASE,
)
SHARING = re.compile(r"(\b|_)(share|sharedaddy|bdshare\w*|bshare\w*|social-?share)(\b|_)", re.IGNORECASE)
BYLINE = re.compile(r"byline|author(?!i[tz])|dateline|writtenby|p-author", re.IGNORECASE)
ROLES = frozenset({"menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog"})
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HEADER = re.compile(r"header", re.IGNORECASE)
# How Pandoc and Sphinx call a section that has its heading's words as its id.
LEVEL = re.compile(r"(^|\s)(section|level\d)(\s|$)")
NO_WORD = re.compile(r"[\W_]")
MARKED = frozenset({"js_content", "artibody"})
MOST_PIECES = 50
WEIGHT = 25


def name(element: Any) -> str:
    return " ".join(names(element))


def names(element: Any) -> tuple[str, str]:
    """Its class and id. An id that a heading has for links to it says what the text is about, and no more."""
    return element.get("class", ""), "" if is_anchored(element) else element.get("id", "")


def is_anchored(element: Any) -> bool:
    """Whether the id is made of a heading: its own, the one around it, or that of the section it begins."""
    if not element.get("id"):
        return False
    above = element.getparent()
    if element.tag in HEADINGS or (above is not None and above.tag in HEADINGS):
        return True
    inner = element[0] if element.tag in {"section", "div"} and len(element) else None
    if inner is None or inner.tag not in HEADINGS:
        return False
    if squeezed(element.get("id")) != squeezed("".join(islice(inner.itertext(), MOST_PIECES))):
        return False
    return bool(LEVEL.search(element.get("class", ""))) or inner.find(".//a[@class='headerlink']") is not None


def squeezed(text: str) -> str:
    return NO_WORD.sub("", text).casefold()


def weight(element: Any) -> int:
    """How much an element's class and id, each by itself, speak for it."""
    found = 0
    for word in names(element):
        if word:
            found += WEIGHT * (bool(POSITIVE.search(word)) - bool(NEGATIVE.search(word)))
    return found


def is_plainly_none(element: Any) -> bool:
    return bool(PLAIN.search(name(element)))


def is_unlikely(element: Any) -> bool:
    if element.get("role") in ROLES:
        return True
    named = name(element)
    if element.tag in HEADINGS:
        named = HEADER.sub("", named)
    return bool(UNLIKELY.search(named)) and not LIKELY.search(named)


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


def is_marked(element: Any) -> bool:
    """Whether the page itself calls it the text of the article."""
    return "articleBody" in element.get("itemprop", "").split() or element.get("id") in MARKED
