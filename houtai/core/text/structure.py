"""Turns boxes (div, section …) into paragraphs, so that what a page showed on two lines stays on two lines."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from houtai.core.text.embeds.taking import settle_embed
from houtai.core.text.schema import BLOCKS, BOXES, REL

# lxml has no types.
Element = Any
# XML, and with it the parser, has no place for these.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
WITH_CONTENT = frozenset({"img", "hr", "embed", "br"})


def parse(html: str) -> Element:
    """A `div` that holds the fragment. Deep nesting is kept as far as the parser allows (2,048 levels)."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    wrapped = f"<html><body><div>{ILLEGAL.sub('', html)}</div></body></html>"
    document = lxml_html.document_fromstring(wrapped.encode("utf-8", "ignore"), parser=parser)
    root: Element = document.body[0]
    for stray in list(root.itersiblings()):
        root.append(stray)
    return root


def settle_structure(html: str) -> str:
    """The same text in paragraphs, with empty ones, links to nowhere and images without address removed."""
    root = parse(html)
    for link in list(root.iter("a")):
        settle_link(link)
    for image in list(root.iter("img")):
        if not image.get("src"):
            image.drop_tree()
    for embed in list(root.iter("embed")):
        if embed.get("embedtype") == "media":
            settle_embed(embed)
        elif not embed.get("id"):
            embed.drop_tree()
    for box in reversed(list(root.iter(*BOXES))):
        if box is not root:
            open_box(box)
    if has_blocks(root):
        wrap_runs(root)
    drop_empty(root)
    return inner(root)


def settle_link(link: Element) -> None:
    if link.get("href"):
        link.set("rel", REL)
    elif not (link.get("linktype") and link.get("id")):
        # Wagtail's reader wants both.
        link.drop_tag()


def open_box(box: Element) -> None:
    if has_blocks(box):
        wrap_runs(box)
        box.drop_tag()
    else:
        box.tag = "p"


def has_blocks(element: Element) -> bool:
    return any(child is not element for child in element.iter(*BLOCKS, *BOXES))


def wrap_runs(parent: Element) -> None:
    """Puts words and inline elements that stand between blocks into paragraphs."""
    run = take_text(parent)
    for child in list(parent):
        if child is run:
            continue
        if child.tag in BLOCKS or has_blocks(child):
            run = take_tail(child)
        else:
            if run is None:
                run = etree.Element("p")
                child.addprevious(run)
            run.append(child)


def take_text(parent: Element) -> Element | None:
    if not said(parent.text):
        return None
    run = etree.Element("p")
    run.text, parent.text = parent.text, None
    parent.insert(0, run)
    return run


def take_tail(block: Element) -> Element | None:
    if not said(block.tail):
        return None
    run = etree.Element("p")
    run.text, block.tail = block.tail, None
    block.addnext(run)
    return run


def drop_empty(root: Element) -> None:
    for element in reversed(list(root.iter("p", "h2", "h3", "h4", "li", "ul", "ol", "blockquote", "figure", "a"))):
        holds = any(child.tag in WITH_CONTENT for child in element.iter())
        if not holds and not said("".join(element.itertext())):
            element.drop_tree()


def said(text: str | None) -> bool:
    return bool(text and text.strip())


def inner(root: Element) -> str:
    parts = [lxml_html.tostring(child, encoding="unicode") for child in root]
    return (lxml_html.tostring(text_only(root.text), encoding="unicode")[3:-4] if root.text else "") + "".join(parts)


def text_only(text: str) -> Element:
    holder = etree.Element("p")
    holder.text = text
    return holder
