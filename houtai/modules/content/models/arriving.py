"""Articles that came with an archive leave it as clean as by any other door."""

from __future__ import annotations

from collections.abc import Mapping

from houtai.core.text.arrived import address, clean_columns, clean_revisions, text
from houtai.modules.content.models.article import Article
from houtai.modules.content.models.static_page import StaticPage

WAYS = {"body": text, "source_url": address, "cover_url": address}


def look_over(numbers: Mapping[int, int]) -> None:
    clean_columns(Article._base_manager.all(), WAYS)
    clean_revisions(Article, WAYS)
    clean_columns(StaticPage._base_manager.all(), {"body": text})
