"""Reads the article out of a web page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml import html as lxml_html

from houtai.core.text.address import settle
from houtai.core.text.charset import decode
from houtai.core.text.language import language
from houtai.core.text.plain import excerpt, plain
from houtai.core.text.sanitise import clean
from houtai.modules.collect.client.article import Found, article
from houtai.modules.collect.client.article.measures import size
from houtai.modules.collect.client.article.stripping import said
from houtai.modules.collect.client.errors import NoText
from houtai.modules.collect.client.facts import Facts, moment
from houtai.modules.collect.client.first_image import first_image
from houtai.modules.collect.client.media import keep_media
from houtai.modules.collect.client.pictures import settle_pictures
from houtai.modules.collect.client.storable import storable
from houtai.modules.collect.client.visible import moments, person, writer

LONGEST = 2_000_000
MOST_ELEMENTS = 30_000
DEEPEST = 500
# What goes first when there are more, for it is never part of an article.
MARGIN = ("nav", "select", "datalist", "menu")
SHORTEST = 20
SUMMARY = 300
# The page's own structure is taken when it says at least this much of what the extractor found.
KEPT = 0.8
SILENT = (
    "script",
    "style",
    "svg",
    "math",
    "template",
    "iframe",
    "object",
    "textarea",
    "link",
    "canvas",
    "video",
    "audio",
)


@dataclass(frozen=True, kw_only=True)
class Page:
    """An article. html: clean; text: its plain text; language: ISO 639-1 or ""; published: UTC; image: absolute."""

    url: str
    title: str
    html: str
    text: str
    author: str = ""
    published: datetime | None = None
    language: str = ""
    image: str = ""
    site: str = ""
    licence: str = ""
    summary: str = ""


def extract(body: bytes | str, *, url: str = "", charset: str = "") -> Page:
    """The article in a page of any state. Raises NoText when there is none, and nothing else."""
    markup = body if isinstance(body, str) else decode(body[:LONGEST], declared=charset)
    tree = read(storable(markup[:LONGEST]))
    if tree is None:
        raise NoText(url)
    facts = Facts.of(tree, url=url)
    keep_media(tree)
    thin(tree)
    settle_pictures(tree)
    found = article(tree, title=facts.title)
    html = clean(article_html(found, facts), base=facts.base)
    text = plain(html)
    plays = "<embed" in html
    if not (text or plays) or (len("".join(text.split())) < SHORTEST and not plays and "<img" not in html):
        raise NoText(url)
    byline = person(found.byline) if found else ""
    return assembled(facts, tree, byline=byline, html=html, text=text, url=url)


def read(markup: str) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return lxml_html.document_fromstring(markup.encode("utf-8", "ignore"), parser=parser)
    except (lxml_html.etree.ParserError, ValueError):
        return None


def thin(tree: Any) -> None:
    """Drops what never holds prose, and what exceeds the cap, so that time is bounded."""
    for element in list(tree.iter(*SILENT)):
        element.drop_tree()
    if is_long(tree):
        for element in list(tree.iter(*MARGIN)):
            element.drop_tree()
    for element in list(tree.iter())[MOST_ELEMENTS:]:
        if element.getparent() is not None:
            element.getparent().remove(element)
    for element in deep(tree):
        element.drop_tag()


def deep(tree: Any) -> list[Any]:
    """What stands deeper than any page means, as when no box is ever closed."""
    depths = {tree: 0}
    for element in tree.iterdescendants():
        depths[element] = depths[element.getparent()] + 1
    return [element for element in depths if depths[element] > DEEPEST]


def is_long(tree: Any) -> bool:
    return next(islice(tree.iter(), MOST_ELEMENTS, None), None) is not None


def article_html(found: Found | None, facts: Facts) -> str:
    """As the page shows it, unless its script would write it: then as it gives it to machines."""
    shown = size(said(found.element)) if found else 0
    if facts.story and shown * 2 < size(plain(facts.story)):
        return facts.story
    return str(lxml_html.tostring(found.element, encoding="unicode")) if found else ""


def assembled(facts: Facts, tree: Any, *, byline: str, html: str, text: str, url: str) -> Page:
    return Page(
        url=facts.url or url,
        title=facts.title,
        html=html,
        text=text,
        author=(person(facts.author) or byline or writer(tree))[:200],
        published=facts.published or next(filter(None, (moment(one, zone=facts.zone) for one in moments(tree))), None),
        language=language(text) or facts.language,
        image=facts.image or settle(first_image(html), base=url),
        site=facts.site or urlsplit(url).hostname or "",
        licence=facts.licence,
        summary=excerpt(escape(facts.summary), SUMMARY),
    )
