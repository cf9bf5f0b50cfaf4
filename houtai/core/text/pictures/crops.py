"""The forms in which readers get a picture: cut around its focal point, in the sizes that screens want.

They are made in the background, when what shows the picture is published; pages only look for what is there.
"""

from __future__ import annotations

from typing import Any

from wagtail.images.models import Filter

WEBP, JPEG = "format-webp", "format-jpeg"
# 16:9, for lists and at the head of a page.
WIDE = tuple(f"fill-{width}x{width * 9 // 16}|{WEBP}" for width in (320, 640, 1200, 1600))
# What other sites show with a link, and what search engines ask for; not all of them read WebP.
SOCIAL = f"fill-1200x630|{JPEG}"
SHAPES = tuple(f"fill-1200x{height}|{JPEG}" for height in (675, 900, 1200))
COVER = (*WIDE, SOCIAL, *SHAPES)
# Within a text a picture is whole.
INLINE = tuple(f"width-{width}|{WEBP}" for width in (480, 800, 1600))


def make(image: Any, *specs: str) -> None:
    """Raises what Pillow does when the file is gone or damaged."""
    for spec in specs:
        # One after the other: Wagtail makes many at once in threads that share one open file.
        if spec not in INLINE or not moves(image):
            image.get_rendition(spec)


def made(image: Any, *specs: str) -> list[Any]:
    """Those of these that are there, the smallest first; each size once. No query when `renditions` are prefetched."""
    filters = [Filter(spec=spec) for spec in specs]
    found = image.find_existing_renditions(*filters)
    sizes = {(row.width, row.height): row for row in (found.get(one) for one in filters) if row}
    return sorted(sizes.values(), key=lambda row: int(row.width))


def moves(image: Any) -> bool:
    """A moving picture would stand still in another form, so it is shown as it is."""
    return bool(image.file.name.lower().endswith(".gif"))
