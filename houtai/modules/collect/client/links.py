"""Finds the feeds that a page names in its head."""

from __future__ import annotations

from lxml import html as lxml_html

from houtai.core.text.address import settle

KINDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
HEAD = 200_000
MOST = 10


def feeds_named(html: str, *, base: str) -> tuple[str, ...]:
    """Absolute addresses from `<link rel="alternate">`, in the page's order, at most ten."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    page = lxml_html.document_fromstring(html[:HEAD].encode() or b"<p>", parser=parser)
    found = (
        settle(link.get("href", ""), base=base)
        for link in page.iter("link")
        if "alternate" in link.get("rel", "").lower().split() and link.get("type", "").lower().strip() in KINDS
    )
    return tuple(dict.fromkeys(address for address in found if address))[:MOST]
