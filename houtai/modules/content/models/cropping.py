"""Makes the forms in which readers get the pictures of an article, before they ask."""

from __future__ import annotations

import logging
import re
from typing import Any

from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from houtai.core.text.pictures.crops import COVER, INLINE, WIDE, make
from houtai.core.work.models import Subject

logger = logging.getLogger("houtai.content")

EMBED = re.compile(r'<embed [^>]*embedtype="image"[^>]*>')
ID = re.compile(r'\bid="(\d+)"')
# Of articles that were public before their covers were cut, at a time.
MOST = 500


def crop(article: Any) -> None:
    """Of a public article. Making what is there already costs a query."""
    if article.cover:
        prepare(article.cover, *COVER)
        # No new version of it: whoever has it before them may still decide.
        Subject.objects.filter(kind=article._meta.label_lower, key=str(article.pk)).update(image=article.face)
    for image in get_image_model().objects.filter(pk__in=embedded(article.body)):
        prepare(image, *INLINE)


def embedded(html: str) -> list[str]:
    """Keys of the library's pictures that a text shows."""
    return [found[1] for embed in EMBED.findall(html) if (found := ID.search(embed))]


def prepare(image: Any, *specs: str) -> None:
    try:
        make(image, *specs)
    except (SourceImageIOError, OSError, ValueError, InvalidFilterSpecError):
        logger.exception("Picture %s cannot be made ready for readers.", image.pk)


def uncropped(articles: Any) -> Any:
    """Public articles whose cover has not been cut yet, the newest first."""
    with_cover = articles.published().exclude(cover=None)
    return with_cover.exclude(cover__renditions__filter_spec=WIDE[0]).select_related("cover")[:MOST]
