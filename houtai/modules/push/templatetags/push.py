"""Small things that the templates of push need."""

from __future__ import annotations

from unicodedata import east_asian_width

from django import template

register = template.Library()


@register.filter
def width(text: str | None) -> int:
    """How wide a phone shows it: a Chinese character takes as much as two Latin letters."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text or "")


@register.filter
def picture(url: str) -> str:
    """The address, where a browser of the desk may load it."""
    return url if url.startswith(("https://", "http://", "/")) and not url.startswith("//") else ""
