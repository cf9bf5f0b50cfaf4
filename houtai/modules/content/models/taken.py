"""What an article takes of a manuscript."""

from __future__ import annotations

from typing import Any

from houtai.core.text.manuscript import Manuscript
from houtai.modules.content.models.author import Author


def values_of(manuscript: Manuscript) -> dict[str, Any]:
    """Cut where the fields end."""
    return {
        "title": manuscript.title[:300],
        "body": manuscript.html,
        "author": Author.objects.filter(name=manuscript.author).first() if manuscript.author else None,
        "byline": manuscript.author[:200],
        "language": manuscript.language[:10],
        "source_name": manuscript.site[:200],
        "source_url": manuscript.url[:2000],
        "licence": manuscript.licence[:300],
        "cover_url": manuscript.image[:2000],
    }
