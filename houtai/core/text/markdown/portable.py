"""Stored HTML for use elsewhere: pictures by address instead of by their number in our library."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

EMBED = re.compile(r'<embed((?: [a-z]+="[^"]*")*)/>')
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')

# A picture's number -> its address, "" when there is no such picture.
Address = Callable[[int], str]


def portable(html: str, *, address: Address) -> str:
    """html: as `clean(…, stored=True)` leaves it. A picture that is gone leaves nothing."""

    def image(found: re.Match[str]) -> str:
        known = dict(ATTRIBUTE.findall(found[1]))
        if known.get("embedtype") != "image":
            return found[0]
        if not (src := address(int(known.get("id", 0)))):
            return ""
        form = f' data-format="{known["format"]}"' if "format" in known else ""
        return f'<img src="{escape(src)}" alt="{known.get("alt", "")}"{form}/>'

    return EMBED.sub(image, html)


def numbers(html: str) -> list[int]:
    """Of the pictures that stored HTML shows."""
    every = (dict(ATTRIBUTE.findall(found)) for found in EMBED.findall(html))
    return [int(known.get("id", 0)) for known in every if known.get("embedtype") == "image"]
