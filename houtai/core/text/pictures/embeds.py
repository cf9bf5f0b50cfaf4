"""Pictures of the library within a text, as readers get them."""

from __future__ import annotations

from typing import Any

from wagtail.images.rich_text import ImageEmbedHandler

from houtai.core.text.pictures.tags import inline


class Embeds(ImageEmbedHandler):
    """Wagtail's own makes each picture while the reader waits, and needs a format that not all texts name."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        """All pictures of a text in two queries. One that is gone is left out."""
        keys = {attrs["id"] for attrs in attrs_list if str(attrs.get("id", "")).isdecimal()}
        images = {
            str(row.pk): row for row in cls.get_model().objects.filter(pk__in=keys).prefetch_related("renditions")
        }
        return [shown(images.get(str(attrs.get("id"))), attrs.get("alt", "")) for attrs in attrs_list]


def shown(image: Any, alt: str) -> str:
    return inline(image, alt=alt) if image else ""
