"""Pictures of the library in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from houtai.core.text.pictures import tags

register = template.Library()


@register.simple_tag
def wide(image: Any, *, sizes: str, alt: str = "", lazy: bool = True) -> SafeString:
    """`{% wide article.cover sizes="10rem" %}`: at 16:9, around its focal point."""
    return tags.wide(image, alt=alt, sizes=sizes, lazy=lazy)
