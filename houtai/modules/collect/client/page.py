"""Reads the article out of a web page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from lxml import html as lxml_html

from houtai.core.text.address import settle
from houtai.core.text.charset import decode
from houtai.core.text.language import language
from houtai.core.text.plain import plain
from houtai.core.text.sanitise import clean
from houtai.modules.collect.client.article import HIDDEN, article
from houtai.modules.collect.client.errors import NoText
from houtai.modules.collect.client.facts import Facts
from houtai.modules.collect.client.pictures import settle_pictures

LONGEST = 2_000_000
MOST_ELEMENTS = 15_000
SHORTEST = 20
# The page's own structure is taken when it says at least this much of what the extractor found.
KEPT = 0.8
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
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


def extract(body: bytes | str, *, url: str = "", charset: str = "") -> Page:
    """The article in a page of any state. Raises NoText when there is none, and nothing else."""
    markup = body if isinstance(body, str) else decode(body[:LONGEST], declared=charset)
    tree = read(ILLEGAL.sub("", markup[:LONGEST]))
    if tree is None:
        raise NoText(url)
    facts = Facts.of(tree, url=url)
    thin(tree)
    settle_pictures(tree)
    found = found_text(tree, url=url)
    html = article_html(tree, found, base=facts.base)
    text = plain(html)
    if len("".join(text.split())) < SHORTEST:
        raise NoText(url)
    return assembled(facts, found, html=html, text=text, url=url)


def read(markup: str) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(markup.encode("utf-8", "ignore"), parser=parser)
    except (lxml_html.etree.ParserError, ValueError):
        return None


def thin(tree: Any) -> None:
    """Drops what never holds prose, and what exceeds the cap, so that time is bounded."""
    for element in list(tree.iter(*SILENT)):
        element.drop_tree()
    for element in list(tree.iter())[MOST_ELEMENTS:]:
        if element.getparent() is not None:
            element.getparent().remove(element)
    drop_hidden(tree)
    for element in tree.iter():
        # Some sites hide the article until their script has run.
        if "visibility" in element.get("style", ""):
            del element.attrib["style"]


def drop_hidden(tree: Any) -> None:
    """What readers do not see, unless it is the best part of the page, waiting for a script to show it."""
    whole = len(tree.text_content())
    for element in list(tree.xpath("//*[@hidden or contains(@style, 'display')]")):
        unseen = element.get("hidden") is not None or HIDDEN.search(element.get("style", ""))
        if unseen and element.getparent() is not None and len(element.text_content()) * 2 < whole:
            element.drop_tree()


def found_text(tree: Any, *, url: str) -> Any:
    """What the extractor finds, or None. It walks whatever the page brings, so anything it raises means: nothing."""
    try:
        return trafilatura.bare_extraction(
            tree,
            url=url or None,
            favor_precision=True,
            include_comments=False,
            include_formatting=False,
            with_metadata=True,
        )
    except Exception:  # noqa: BLE001  # see above
        return None


def article_html(tree: Any, found: Any, *, base: str) -> str:
    if found is None or not found.text:
        return ""
    html = clean(article(tree, text=found.text), base=base)
    if len(plain(html)) >= len(found.text) * KEPT:
        return html
    return "".join(f"<p>{escape(line)}</p>" for line in found.text.split("\n") if line.strip())


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def assembled(facts: Facts, found: Any, *, html: str, text: str, url: str) -> Page:
    images = re.findall(r'<img src="([^"]+)"', html)
    return Page(
        url=facts.url or url,
        title=facts.title or " ".join((found.title or "").split()),
        html=html,
        text=text,
        author=facts.author or " ".join((found.author or "").split())[:200],
        published=facts.published or facts.moment(found.date or ""),
        language=language(text) or facts.language,
        image=facts.image or settle(next(iter(images), "").replace("&amp;", "&"), base=url),
        site=facts.site or urlsplit(url).hostname or "",
    )
