"""Articles in the shapes that programs get."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from houtai.core.text.abroad import abroad
from houtai.core.text.count import count
from houtai.core.text.pictures.crops import SHAPES, made
from houtai.core.work.api.deciding import tag
from houtai.core.work.told import whole
from houtai.core.workspaces.registry import origin_here
from houtai.modules.content.models import Article, Correction
from houtai.modules.content.models.related import related

# What of a newer draft is told in lists, without making the whole of it.
NEWER = ("title", "slug", "summary", "byline")
Desk = Mapping[str, Any] | None


def one(row: Article, shown: Article, *, desk: Desk) -> dict[str, Any]:
    """row: as it is in the table; shown: what of it is told: itself, or a draft of it."""
    told = {"tags": sorted(shown.tags.names()), "corrections": row.corrections.standing(), "desk": desk}
    return {
        **brief(row, shown, **told),
        "reading_minutes": shown.reading_minutes,
        "version": row.subject.version,
        "revision": row.live_revision_id if shown is row else row.latest_revision_id,
        "headline": row.headline,
        "headlines": list(shown.headlines.values_list("text", flat=True)),
        "body": shown.body,
        "html": abroad(shown.body, origin=origin_here()),
    }


def brief(
    row: Article, shown: Article, *, tags: Sequence[str], corrections: Iterable[Correction], desk: Desk
) -> dict[str, Any]:
    """desk: what is told only to those who see drafts."""
    plain = (
        "title",
        "slug",
        "summary",
        "byline",
        "language",
        "cover_url",
        "source_name",
        "source_url",
        "licence",
        "credits",
    )
    return {
        **{name: getattr(shown, name) for name in plain},
        "id": row.pk,
        "url": whole(row.get_absolute_url()),
        "state": row.state,
        "column": shown.column,
        "author": shown.author,
        "series": shown.series and {"slug": shown.series.slug, "name": shown.series.name, "number": shown.number},
        "tags": list(tags),
        "words": row.words,
        "reading_minutes": count(row.text).reading_minutes,
        "cover": cover(shown.cover),
        "published": row.first_published_at,
        "expires": shown.expire_at,
        "updated": row.updated,
        "corrections": [{"id": one.pk, "at": one.at, "text": one.text} for one in corrections],
        "has_newer_draft": row.has_unpublished_changes,
        "desk": desk,
    }


def beside(row: Article) -> list[dict[str, Any]]:
    return [{"id": one.pk, "title": one.title, "url": whole(one.get_absolute_url())} for one in related(row)]


def cover(image: Any) -> dict[str, Any] | None:
    if image is None:
        return None
    cut = made(image, SHAPES[0])
    shown, url = (cut[0], cut[0].url) if cut else (image, image.file.url)
    alt = image.default_alt_text
    return {"id": image.pk, "url": whole(url), "width": shown.width, "height": shown.height, "alt": alt}


def newer(row: Article) -> Article:
    """The row with the words of its newest draft."""
    if row.has_unpublished_changes and row.latest_revision:
        for name in NEWER:
            setattr(row, name, row.latest_revision.content.get(name, getattr(row, name)))
    return row


def etag(row: Article) -> str:
    return tag(row.subject.version)
