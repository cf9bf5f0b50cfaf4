"""Pictures of the library in the markup of a page."""

from __future__ import annotations

from typing import Any

from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

from houtai.core.text.pictures.crops import INLINE, WIDE, made, moves

# A text is at most so wide, see public.css.
COLUMN = "(min-width: 46rem) 44rem, 100vw"


def wide(image: Any, *, alt: str, sizes: str, lazy: bool) -> SafeString:
    """At 16:9, around its focal point."""
    return markup(image, made(image, *WIDE), alt=alt, sizes=sizes, lazy=lazy)


def inline(image: Any, *, alt: str) -> SafeString:
    """Whole, within a text."""
    return markup(image, [] if moves(image) else made(image, *INLINE), alt=alt, sizes=COLUMN, lazy=True)


def markup(image: Any, rows: list[Any], *, alt: str, sizes: str, lazy: bool) -> SafeString:
    """rows: the smallest first; without any the picture itself. Its size is said, so that nothing jumps."""
    largest = rows[-1] if rows else image
    told = {
        "src": largest.url if rows else image.file.url,
        "width": largest.width,
        "height": largest.height,
        "alt": alt,
        "decoding": "async",
    }
    if len(rows) > 1:
        told |= {"srcset": ", ".join(f"{row.url} {row.width}w" for row in rows), "sizes": sizes}
    told |= {"loading": "lazy"} if lazy else {"fetchpriority": "high"}
    return format_html("<img{}>", flatatt(told))
