"""Reads the usual feed quickly. Whatever is unusual about one, feedparser reads it; what both read, they read alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from houtai.modules.collect.client.quick_item import Item
from houtai.modules.collect.client.quick_words import ATOM, Odd, address, name_of, said, titled

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"
# What may hold elements of its own without any of them being taken for the feed's.
HOLDERS = frozenset(
    {"item", "entry", "image", "textinput", "author", "contributor", "skipdays", "skiphours", "items", "category"}
    | {"itunes:owner", "itunes:category", "cloud"}
)
IMAGE = frozenset({"title", "link", "url", "width", "height", "description", "name"})


@dataclass(frozen=True, kw_only=True)
class Quick:
    """What feedparser would give, as far as we ask it."""

    version: str
    feed: dict[str, Any]
    entries: list[dict[str, Any]]
    bozo: bool = False


def quick(data: bytes) -> Quick | None:
    """The feed, or None when it is not of the usual kind."""
    # Bases are resolved step by step in the other reader.
    if b"xml:base" in data or b" base=" in data:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
        return opened(root)
    except (etree.XMLSyntaxError, Odd):
        return None


def opened(root: Any) -> Quick:
    if root.tag == f"{{{ATOM}}}feed":
        return read(root, [root], atom=True)
    if root.tag.lower() == "rss" or (root.tag == RDF and ATOM not in root.nsmap.values()):
        names = {child: name_of(child) for child in root}
        if set(names.values()) - {"channel", "item", "image", "textinput"}:
            raise Odd(root.tag)
        channels = [child for child, name in names.items() if name == "channel"]
        if len(channels) == 1 and not {"href", "lastmod"} & set(channels[0].attrib):
            return read(root, [*channels, root], atom=False)
    raise Odd(root.tag)


def read(root: Any, holders: list[Any], *, atom: bool) -> Quick:
    feed: dict[str, Any] = {}
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("lang")
    if language and root.tag != RDF:
        feed["language"] = language.replace("_", "-")
    entries = []
    for holder in holders:
        for child in holder:
            if (name := name_of(child)) in ("item", "entry"):
                entries.append(Item(atom=atom).read(child))
            elif holder is holders[0]:
                note(feed, name, child)
    return Quick(version="atom10" if atom else "rss", feed=feed, entries=entries)


def note(feed: dict[str, Any], name: str, child: Any) -> None:
    """What the feed says of itself: title, link and language."""
    if name in ("image", "textinput") and {name_of(each) for each in child} - IMAGE:
        raise Odd(name)
    if len(child) and name not in HOLDERS:
        raise Odd(name)
    if name in ("dc:title", "media:title", "svg", "source"):
        raise Odd(name)
    if name == "title":
        if "title" in feed:
            raise Odd(name)
        feed["title"] = titled(child)
    elif name in ("language", "dc:language"):
        feed["language"] = said(child)
    elif name == "link":
        link, text = address(child)
        if link is not None:
            feed["link"] = link
        elif text is not None:
            feed["link"] = text
