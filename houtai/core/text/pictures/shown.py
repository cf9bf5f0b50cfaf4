"""Which pictures a text shows from elsewhere, and the same text with those of the library in their place."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape, unescape
from re import compile as pattern
from typing import Any

# Texts are stored as the sanitiser writes them: lower case, double quotes, every attribute closed.
IMG = pattern(r'<img\b((?:\s+[\w-]+="[^"]*")*)\s*/?>')
ATTRIBUTE = pattern(r'([\w-]+)="([^"]*)"')
WEB = ("https://", "http://")


def foreign(html: str) -> list[str]:
    """The addresses of pictures that are not of the library, each once, in the order of the text."""
    found = (attributes(image).get("src", "") for image in IMG.findall(html))
    return list(dict.fromkeys(address for address in found if address.startswith(WEB)))


def settled(html: str, images: Mapping[str, Any]) -> str:
    """images: the library's, by address. What is written about each stays with it."""

    def ours(found: Any) -> str:
        known = attributes(found[1])
        image = images.get(known.get("src", ""))
        if image is None:
            return str(found[0])
        alt = escape(known.get("alt") or image.description)
        return f'<embed embedtype="image" id="{image.pk}" alt="{alt}" format="fullwidth"/>'

    return IMG.sub(ours, html)


def attributes(written: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(written)}
