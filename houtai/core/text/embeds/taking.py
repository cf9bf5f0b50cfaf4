"""Brings what pages and programs play into the form that a text keeps, or into links."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from lxml import etree

from houtai.core.text.address import settle
from houtai.core.text.embeds.providers import page
from houtai.core.text.schema import REL

# As the sanitiser writes it: what stands in it is no markup, and nothing in it ends it but its own end.
IFRAME = re.compile(r'<iframe((?: [a-z-]+="[^"]*")*)>.*?</iframe>', re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
# Where a page keeps the address of what its script shows later, before what it shows until then.
SOURCES = ("data-src", "src")


def take_frames(html: str) -> str:
    """Frames of known players become embeds, all others go."""

    def embed(found: re.Match[str]) -> str:
        told = dict(ATTRIBUTE.findall(found[1]))
        known = next(filter(None, (page(unescape(told.get(name, ""))) for name in SOURCES)), "")
        return f'<embed embedtype="media" url="{escape(known)}">' if known else ""

    return IFRAME.sub(embed, html)


def settle_embed(embed: Any) -> None:
    """Under its one address; a link when its provider is unknown; nothing when it leads nowhere."""
    url = embed.get("url") or ""
    known = page(url)
    embed.attrib.clear()
    if known:
        embed.attrib.update({"embedtype": "media", "url": known})
        lift(embed)
    elif (there := settle(url)).startswith("http"):
        embed.tag = "p"
        linked = any(above.tag == "a" for above in embed.iterancestors())
        holder = embed if linked else etree.SubElement(embed, "a", href=there, rel=REL)
        holder.text = there
    else:
        embed.drop_tree()


def lift(embed: Any) -> None:
    """Out of a paragraph that holds nothing else."""
    parent = embed.getparent()
    words = [parent.text, embed.tail]
    if parent.tag == "p" and len(parent) == 1 and not any(text and text.strip() for text in words):
        parent.drop_tag()
