"""Footnotes: the raised number and its note lead to each other. In a text they are links by number, as to articles."""

from __future__ import annotations

from typing import Any

from wagtail.rich_text import LinkHandler


class Raised(LinkHandler):
    """`<a linktype="note" id="1">`, around the number in the text."""

    identifier = "note"
    own, other, role = "noted", "note", "doc-noteref"

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, Any]) -> str:
        number = str(attrs.get("id", ""))
        if not number.isdecimal():
            return "<a>"
        return f'<a id="{cls.own}-{number}" href="#{cls.other}-{number}" role="{cls.role}">'


class Back(Raised):
    """`<a linktype="noted" id="1">`, in the note."""

    identifier = "noted"
    own, other, role = "note", "noted", "doc-backlink"
