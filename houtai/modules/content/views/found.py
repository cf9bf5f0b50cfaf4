"""Where the words stand that were looked for, in the desk's list."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from houtai.core.text.plain import plain
from houtai.core.text.search.excerpt import Pieces, excerpt
from houtai.core.text.search.query import parse
from houtai.core.ui.tables import Written
from houtai.modules.content.models import Article

LENGTH = 100


class Where(Written):
    """In the newest draft; the list fetches `latest_revision` with its rows."""

    def __init__(self, asked: str) -> None:
        query = parse(asked, typing=True)
        super().__init__(
            "where",
            width="25%",
            label=_("In the text"),
            accessor=lambda article: excerpt(newest(article), query, length=LENGTH),
            write=told,
        )


def newest(article: Article) -> str:
    draft: dict[str, Any] = article.latest_revision.content if article.latest_revision else {}
    summary, body = draft.get("summary", article.summary), draft.get("body")
    return f"{summary} {article.text if body is None else plain(body)}".strip()


def told(pieces: Pieces) -> SafeString:
    marks = (format_html("<mark>{}</mark>", text) if hit else text for text, hit in pieces)
    # In one element: on a phone a cell lays out its children beside each other.
    return format_html("<div>{}</div>", format_html_join("", "{}", ((mark,) for mark in marks)))
