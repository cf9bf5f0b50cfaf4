"""Links within a text to articles by their number, so that they hold when an article gets another address."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from wagtail.rich_text import LinkHandler

from houtai.modules.content.models.article import Article

LINKTYPE = "article"


class ArticleLinks(LinkHandler):
    """`<a linktype="article" id="5">`, as readers get it. One that is not public has no address: its words stay."""

    identifier = LINKTYPE

    @staticmethod
    def get_model() -> type[Article]:
        return Article

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, Any]) -> str:
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """All links of a text in one query."""
        keys = {int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id", "")).isdecimal()}
        rows = Article.objects.published().filter(pk__in=keys).only("pk", "slug")
        shown = {str(row.pk): format_html('<a href="{}">', row.get_absolute_url()) for row in rows}
        return [shown.get(str(attrs.get("id")), "<a>") for attrs in attrs_list]
