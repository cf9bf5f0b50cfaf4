"""Links, by what they look like: nothing is asked on the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from houtai.core.text.address import settle
from houtai.modules.content.models.checks.check import Check, Piece, Remark

ARTICLE = re.compile(r"/a/([0-9]{1,18})(?:-[^/]*)?/?")
SHOWN = 60


class BrokenLinks(Check):
    name = "links"

    def look(self, piece: Piece) -> Iterator[Remark]:
        for link in piece.root.iter("a"):
            href = link.get("href") or ""
            if link.get("linktype"):
                continue
            if not says_anything(link):
                yield self.remark(_("A link has no words: %(link)s") % {"link": href[:SHOWN]})
            elif not leads_somewhere(href):
                yield self.remark(
                    _("A link leads nowhere: “%(link)s”.") % {"link": href[:SHOWN] or link.text_content()}
                )


def says_anything(link: Any) -> bool:
    return bool(link.text_content().strip()) or next(link.iter("img", "embed"), None) is not None


def leads_somewhere(href: str) -> bool:
    """An address in full with a host that can be one, a path of ours, or an address for mail."""
    settled = settle(href, mail=True)
    if settled.startswith(("mailto:", "/")):
        return not settled.startswith("//")
    host = urlsplit(settled).hostname or ""
    return ("." in host.strip(".") and ".." not in host) or host == "localhost" or ":" in host


class HiddenArticles(Check):
    """Links to articles of ours that readers cannot open."""

    name = "hidden"

    def look(self, piece: Piece) -> Iterator[Remark]:
        linked = {key: link for link in piece.root.iter("a") if (key := article_in(link, piece))}
        if not linked:
            return
        public = set(type(piece.article).objects.published().filter(pk__in=linked).values_list("pk", flat=True))
        for key, link in linked.items():
            if key not in public:
                told = {"link": link.text_content().strip()[:SHOWN]}
                yield self.remark(_("“%(link)s” links to an article that is not public.") % told)


def article_in(link: Any, piece: Piece) -> int:
    """The number of the article that a link means, by itself or by an address of ours, else 0."""
    if link.get("linktype"):
        return int(link.get("id") or 0) if link.get("linktype") == "article" else 0
    parts = urlsplit(settle(link.get("href") or ""))
    found = ARTICLE.fullmatch(parts.path)
    if not found or (parts.netloc and f"{parts.scheme}://{parts.netloc}" != piece.origin):
        return 0
    return int(found[1])
