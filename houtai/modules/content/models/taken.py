"""What an article takes of a manuscript."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from houtai.core.text.manuscript import Manuscript
from houtai.modules.content.models.author import Author
from houtai.modules.content.models.column import Column
from houtai.modules.content.models.sourced import joined
from houtai.modules.content.models.topic import Topic

MOST = 10


def taken(model: Any, manuscript: Manuscript, *, origin: Any, user: Any, edited: bool) -> Any:
    """A draft made of a manuscript, with its first revision; if one was made from this origin before, that one.

    edited: somebody goes on writing it, and takes away tags that are none.
    """
    if known_one := model.objects.filter(origin=origin).first():
        return known_one
    article = model(**values_of(manuscript), origin=origin, live=False)
    article.tags.add(*tags_of(manuscript, edited=edited))
    article.save()
    article.save_revision(user=user, clean=False)
    return article


def values_of(manuscript: Manuscript) -> dict[str, Any]:
    """Cut where the fields end."""
    return {
        "title": manuscript.title[:300],
        "summary": manuscript.summary[:600],
        "body": manuscript.html,
        "author": Author.objects.filter(name=manuscript.author).first() if manuscript.author else None,
        "byline": manuscript.author[:200],
        "column": Column.objects.filter(pk=manuscript.column).first() if manuscript.column else None,
        "language": manuscript.language[:10],
        "source_name": manuscript.site[:200],
        "source_url": manuscript.url[:2000],
        "licence": manuscript.licence[:300],
        "cover_url": manuscript.image[:2000],
        "credits": joined("", manuscript.others),
    }


def tags_of(manuscript: Manuscript, *, edited: bool) -> list[str]:
    """Its own, and of those that its source suggests the ones that articles have already; all when it is edited."""
    suggested = manuscript.suggested if edited else known(manuscript.suggested)
    found = {tag.casefold(): tag[:100] for tag in reversed([*manuscript.tags, *suggested])}
    return list(reversed(found.values()))[:MOST]


def known(names: tuple[str, ...]) -> list[str]:
    alike = [Q(tag__name__iexact=name) for name in names]
    rows = Topic.objects.filter(reduce(or_, alike)) if alike else Topic.objects.none()
    return list(rows.order_by("tag__name").values_list("tag__name", flat=True))
