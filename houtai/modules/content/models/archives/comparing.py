"""Whether an article says already what a file says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from houtai.core.text.address import settle
from houtai.core.text.markdown import settled
from houtai.modules.content.models.archives.pictures import Pictures


def different(article: Any, values: Mapping[str, Any], pictures: Pictures) -> list[str]:
    """Names of the fields that would change. The same picture under two numbers is the same."""
    return [name for name, value in values.items() if not same(article, name, value, pictures)]


def same(article: Any, name: str, value: Any, pictures: Pictures) -> bool:
    if name == "body":
        return same_text(article.body, value, pictures)
    if name == "tags":
        return {tag.casefold() for tag in value} == {item.tag.name.casefold() for item in article.tagged.all()}
    if name == "headlines":
        return list(value) == [headline.text for headline in article.headlines.all()]
    has = getattr(article, name)
    if name == "cover_id" and has and value:
        return has == value or pictures.address(has) == pictures.address(value)
    if name in ("source_url", "cover_url"):
        has = settle(has)
    return bool(has == value or (has in (None, "") and value in (None, "")))


def same_text(one: str, other: str, pictures: Pictures) -> bool:
    """However it is nested and spelled: an editor would make the same of both."""
    return one == other or faced(one, pictures) == faced(other, pictures)


def faced(html: str, pictures: Pictures) -> str:
    return pictures.portable(settled(html))
