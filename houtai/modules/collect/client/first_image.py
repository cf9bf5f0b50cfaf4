"""The first image that markup shows, found without parsing it."""

from __future__ import annotations

import html as markup
import re

# No tag holds another's beginning: where many begin and none ends, each is looked at once.
IMAGE = re.compile(r"""<img\b[^<>]*?\bsrc\s*=\s*["']([^"']+)""", re.IGNORECASE)


def first_image(html: str) -> str:
    """Its address as the markup has it, or ""."""
    found = IMAGE.search(html)
    return markup.unescape(found[1]) if found else ""
