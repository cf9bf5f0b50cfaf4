"""Lists of feeds as readers exchange them (https://opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from houtai.modules.collect.client.errors import Malformed

MOST_OUTLINES = 5000


@dataclass(frozen=True, kw_only=True)
class Listed:
    """column: the folder or category that it stands in, "" for none."""

    url: str
    name: str = ""
    column: str = ""


def read(data: bytes) -> list[Listed]:
    """All feeds, also those in folders. Raises Malformed, also for what declares entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Malformed("OPML") from error
    if root.tag.lower() != "opml" or root.getroottree().docinfo.internalDTD is not None:
        raise Malformed("OPML")
    return [listed(each) for each in list(root.iter("outline"))[:MOST_OUTLINES] if each.get("xmlUrl")]


def listed(outline: Any) -> Listed:
    name = outline.get("title") or outline.get("text") or ""
    folder = outline.getparent()
    above = (folder.get("title") or folder.get("text") or "") if folder.tag == "outline" else ""
    column = above or (outline.get("category") or "").rpartition("/")[2]
    return Listed(url=tidy(outline.get("xmlUrl")), name=tidy(name)[:200], column=tidy(column)[:120])


def tidy(text: str) -> str:
    return " ".join(text.split())


def write(title: str, feeds: Iterable[Listed]) -> bytes:
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for feed in feeds:
        told = {"type": "rss", "text": feed.name, "title": feed.name, "xmlUrl": feed.url}
        etree.SubElement(body, "outline", {**told, **({"category": feed.column} if feed.column else {})})
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written
