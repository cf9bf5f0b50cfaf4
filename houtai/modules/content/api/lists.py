"""What articles are sorted by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query
from ninja.decorators import decorate_view

from houtai.core.work.api.doors import OPEN
from houtai.core.work.api.reading import readable
from houtai.core.work.told import whole
from houtai.modules.content.api.parts import FREE, router, visible
from houtai.modules.content.api.sorts import AuthorsOut, ColumnsOut, Named, NamedTags, SeriesListOut, TagsOut
from houtai.modules.content.models import Article, ArticleTag, Author, Column, Series, Topic

Told = Callable[[Any], dict[str, Any]]


@router.get("columns", auth=OPEN, response=ColumnsOut, summary=_("List columns"), openapi_extra=FREE)
@decorate_view(readable)
def list_columns(request: HttpRequest, wanted: Query[Named]) -> dict[str, Any]:
    return page("columns", Column.objects.all(), wanted, tell=column)


@router.get(
    "authors",
    auth=OPEN,
    response=AuthorsOut,
    summary=_("List authors"),
    description=_("Those of what readers see; with a key whose user sees the list at the desk, all."),
    openapi_extra=FREE,
)
@decorate_view(readable)
def list_authors(request: HttpRequest, wanted: Query[Named]) -> dict[str, Any]:
    return page("authors", authors(request), wanted, tell=author)


@router.get(
    "series",
    auth=OPEN,
    response=SeriesListOut,
    summary=_("List series"),
    description=_("Those of what readers see; with a key whose user sees the list at the desk, all."),
    openapi_extra=FREE,
)
@decorate_view(readable)
def list_series(request: HttpRequest, wanted: Query[Named]) -> dict[str, Any]:
    return page("series", series(request), wanted, tell=plain)


@router.get(
    "tags",
    auth=OPEN,
    response=TagsOut,
    summary=_("List tags"),
    description=_("Those of the articles that you see."),
    openapi_extra=FREE,
)
@decorate_view(readable)
def list_tags(request: HttpRequest, wanted: Query[NamedTags]) -> dict[str, Any]:
    rows = merged(request) if wanted.merged else used(request)
    return page("tags", rows.select_related("tag"), wanted, tell=tag, by="tag__name")


def page(name: str, rows: Any, wanted: Named, *, tell: Told, by: str = "name") -> dict[str, Any]:
    """Names are one each, so the last of a page is where the next begins."""
    if wanted.q:
        rows = rows.filter(**{f"{by}__icontains": wanted.q})
    if wanted.cursor:
        rows = rows.filter(**{f"{by}__gt": wanted.cursor})
    found = list(rows.order_by(by)[: wanted.limit + 1])
    more = len(found) > wanted.limit
    shown = found[: wanted.limit]
    return {name: [tell(row) for row in shown], "next": shown[-1].name if more else ""}


def authors(request: HttpRequest) -> Any:
    """Those of what is public are everybody's."""
    public = Exists(Article.objects.published().filter(author=OuterRef("pk")).order_by())
    return Author.objects.visible_to(request.auth.user) if sees(request, Author) else Author.objects.filter(public)


def series(request: HttpRequest) -> Any:
    public = Exists(Article.objects.published().filter(series=OuterRef("pk")).order_by())
    return Series.objects.visible_to(request.auth.user) if sees(request, Series) else Series.objects.filter(public)


def sees(request: HttpRequest, model: Any) -> bool:
    """Whether the key's user sees the list at the desk."""
    user = request.auth.user
    return bool(user) and not model.objects.visible_to(user).query.is_empty()


def used(request: HttpRequest) -> Any:
    given = ArticleTag.objects.filter(tag=OuterRef("tag"), content_object__in=visible(request).order_by().values("pk"))
    return Topic.objects.filter(Exists(given), into=None)


def merged(request: HttpRequest) -> Any:
    user = request.auth.user
    return Topic.objects.visible_to(user).exclude(into=None) if user else Topic.objects.none()


def author(row: Author) -> dict[str, Any]:
    return {"id": row.pk, **plain(row)}


def column(row: Column) -> dict[str, Any]:
    return {"place": row.place, **plain(row)}


def plain(row: Any) -> dict[str, Any]:
    return {"slug": row.slug, "name": row.name, "about": row.about, "url": whole(row.get_absolute_url())}


def tag(row: Topic) -> dict[str, Any]:
    return {"slug": row.tag.slug, "name": row.name, "url": whole(row.get_absolute_url())}
