"""The buttons below the editor."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from houtai.modules.content.models import Article


@hooks.register("construct_snippet_action_menu")
def reviewed_first(menu_items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Where articles are reviewed first, publishing is what the last reviewer does."""
    article = context.get("instance")
    if isinstance(article, Article) and article.column and article.column.reviews:
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]
