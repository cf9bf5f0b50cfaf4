"""One entry of the usual feed, as feedparser would have it."""

from __future__ import annotations

from typing import Any

from feedparser.datetimes import _parse_date
from feedparser.mixin import _FeedParserMixin

from houtai.modules.collect.client.quick_words import (
    PLAIN,
    Odd,
    address,
    attributes,
    bare,
    joined,
    kind,
    linked,
    name_of,
    said,
    titled,
)

DATES = {
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "dcterms:issued": "published",
    "updated": "updated",
    "modified": "updated",
    "lastbuilddate": "updated",
    "dc:date": "updated",
    "dcterms:modified": "updated",
    "created": "created",
    "dcterms:created": "created",
}
AUTHORS = frozenset({"author", "managingeditor", "dc:creator", "dc:author", "itunes:author"})
# Default types of what describes the entry.
TEXTS = {
    "description": "text/html",
    "dc:description": "text/html",
    "media:description": "text/html",
    "summary": "text/plain",
    "itunes:summary": "text/plain",
}
LISTED = frozenset({"itunes:keywords", "media:keywords"})
FILED = LISTED | {"category", "dc:subject", "keywords", "media:category", "itunes:category"}
ITUNES, MRSS = "http://www.itunes.com/", "http://search.yahoo.com/mrss/category_schema"
MEDIA = {"media:thumbnail": "media_thumbnail", "media:content": "media_content"}
# Elements that feedparser reads in ways of their own, or that turn what follows into something else.
ODD = frozenset(
    {"dc:title", "abstract", "body", "xhtml:body", "fullitem", "xhtml:div", "div", "svg", "image", "textinput", "name"}
    | {"url", "uri", "homepage", "email", "itunes:name", "itunes:email", "info", "item", "entry", "feed", "channel"}
    | {"language", "dc:language", "feedburner:browserfriendly", "newlocation", "width", "height", "links"}
)
HOLDERS = frozenset({"source", "contributor", "category", "media:group", "media:content"})


class Item:
    """Reads the children in their order, because later ones may replace or complete earlier ones."""

    def __init__(self, *, atom: bool) -> None:
        self.atom = atom
        self.found: dict[str, Any] = {}
        self.depths: dict[str, int] = {}
        self.full = False

    def read(self, element: Any) -> dict[str, Any]:
        told = element.attrib
        if "href" in told or "lastmod" in told:
            raise Odd(element.tag)
        if about := told.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"):
            self.found["id"] = about
        names = [(name_of(child), child) for child in element]
        for name, child in names:
            self.take(name, child, depth=0)
        if not self.found.get("title") and any(name.startswith("media:") for name, _child in names):
            self.without_title(element)
        return self.found

    def without_title(self, element: Any) -> None:
        """Then that of a picture or film counts, by rules of its own."""
        if any(name_of(each) == "media:title" for each in element.iter("{*}title")):
            raise Odd("media:title")

    def take(self, name: str, child: Any, *, depth: int) -> None:
        # Names with a line are those that feedparser gives to what it has read.
        if (
            name in ODD
            or ("_" in name and ":" not in name)
            or (len(child) and name not in HOLDERS and name not in AUTHORS)
        ):
            raise Odd(name)
        if name == "title":
            self.title(child)
        elif name == "link":
            self.link(child)
        elif name in ("guid", "id"):
            self.guid(child)
        elif name in TEXTS:
            self.describe(child, TEXTS[name], depth=depth)
        elif name in ("content", "content:encoded"):
            self.content(child, "text/plain" if name == "content" else "text/html")
        elif name in DATES:
            self.found[f"{DATES[name]}_parsed"] = _parse_date(said(child))
        elif name in AUTHORS:
            self.author(child)
        elif name in FILED:
            self.file(name, child)
        else:
            self.attach(name, child, depth=depth)

    def title(self, child: Any) -> None:
        """The first that says something."""
        if not self.found.get("title"):
            self.found["title"] = titled(child)

    def link(self, child: Any) -> None:
        told = attributes(child)
        if told.get("rel") == "enclosure" and linked(told) is not None:
            self.found.setdefault("enclosures", []).append(
                {"type": "text/html", **told, "href": joined(linked(told) or "")}
            )
        link, text = address(child)
        if link is not None:
            self.found["link"] = link
        elif text is not None:
            self.found["link"] = text.replace("&amp;", "&")

    def guid(self, child: Any) -> None:
        """An id that is an address is the link too, unless there is one."""
        leads = attributes(child).get("ispermalink", "true") == "true"
        value = said(child)
        self.found["id"] = joined(value) if value and leads else value
        if leads:
            self.found.setdefault("link", self.found["id"])

    def describe(self, child: Any, default: str, *, depth: int) -> None:
        """A second text is the content, until there is some."""
        if "summary" in self.found and not self.full:
            return self.content(child, "text/plain")
        part = self.part(child, default)
        if depth <= self.depths.get("summary", depth):
            self.depths["summary"], self.found["summary"] = depth, part["value"]
        self.found["summary_detail"] = part
        return None

    def content(self, child: Any, default: str) -> None:
        self.full = True
        if child.get("src") or child.get("mode"):
            raise Odd(child.tag)
        part = self.part(child, default)
        self.found.setdefault("content", []).append(part)
        self.found.setdefault("summary", part["value"])

    def part(self, child: Any, default: str) -> dict[str, str]:
        declared = kind(attributes(child).get("type", default))
        if declared not in PLAIN or child.get("mode"):
            raise Odd(declared)
        value = said(child)
        if not self.atom and declared == "text/plain" and _FeedParserMixin.looks_like_html(value):
            declared = "text/html"
        return {"type": declared, "value": value}

    def author(self, child: Any) -> None:
        """The last one; of Atom's, the name and the address."""
        if not len(child):
            self.found["author"] = said(child)
            return
        parts = {name_of(each): bare(each) for each in child}
        if set(parts) - {"name", "email", "uri", "url"} or len(parts) != len(child) or (child.text or "").strip():
            raise Odd(child.tag)
        name, email = parts.get("name", ""), parts.get("email", "")
        self.found["author"] = f"{name} ({email})" if name and email else name or email

    def file(self, name: str, child: Any) -> None:
        """By its attributes, and by its text, which also completes a tag without a name."""
        told, value = attributes(child), said(child)
        if name in LISTED:
            if told:
                raise Odd(name)
            for term in filter(None, map(str.strip, value.split(","))):
                self.tag(term, ITUNES if name == "itunes:keywords" else None, None)
            return
        if name == "itunes:category":
            self.tag(told.get("text"), ITUNES, None)
        else:
            usual = MRSS if name == "media:category" else told.get("domain")
            self.tag(told.get("term"), told.get("scheme", usual), told.get("label"))
        tags = self.found["tags"]
        if value and tags and not tags[-1]["term"]:
            tags[-1]["term"] = value
        elif value:
            self.tag(value, None, None)

    def tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        tags, value = self.found.setdefault("tags", []), {"term": term, "scheme": scheme, "label": label}
        if any(value.values()) and value not in tags:
            tags.append(value)

    def attach(self, name: str, child: Any, *, depth: int) -> None:
        """Pictures and enclosures, also those in a group."""
        if name in MEDIA:
            self.found.setdefault(MEDIA[name], []).append(attributes(child))
            if (child.text or "").strip() and name == "media:thumbnail":
                raise Odd(name)
        if name == "enclosure":
            told = attributes(child)
            href = linked(told)
            self.found.setdefault("enclosures", []).append({**told, **({"href": href} if href else {})})
        if name in ("media:group", "media:content"):
            for each in child:
                inner = name_of(each)
                if not inner.startswith("media:"):
                    raise Odd(inner)
                if inner != "media:title":
                    self.take(inner, each, depth=depth + 1)
