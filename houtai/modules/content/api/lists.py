"""What articles are sorted by."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Schema
from ninja.decorators import decorate_view

from houtai.core.work.api.doors import OPEN
from houtai.core.work.api.reading import readable
from houtai.core.work.told import whole
from houtai.modules.content.api.parts import FREE, router, visible
from houtai.modules.content.api.shapes import AuthorOut, ColumnOut
from houtai.modules.content.models import ArticleTag, Author, Column, Series, Topic

MOST = 1000


class TagOut(Schema):
    slug: str
    name: str
    url: str


class ListedSeriesOut(Schema):
    slug: str
    name: str
    about: str
    url: str


class SeriesListOut(Schema):
    series: list[ListedSeriesOut]


class ColumnsOut(Schema):
    columns: list[ColumnOut]


class AuthorsOut(Schema):
    authors: list[AuthorOut]


class TagsOut(Schema):
    tags: list[TagOut]


@router.get("columns", auth=OPEN, response=ColumnsOut, summary=_("List columns"), openapi_extra=FREE)
@decorate_view(readable)
def list_columns(request: HttpRequest) -> dict[str, Any]:
    return {"columns": Column.objects.order_by("name")[:MOST]}


@router.get(
    "authors",
    auth=OPEN,
    response=AuthorsOut,
    summary=_("List authors"),
    description=_("Without a key, those of what readers see."),
    openapi_extra=FREE,
)
@decorate_view(readable)
def list_authors(request: HttpRequest) -> dict[str, Any]:
    user = request.auth.user
    public = Exists(visible(request).filter(author=OuterRef("pk")).order_by())
    rows = Author.objects.visible_to(user) if user else Author.objects.filter(public)
    return {"authors": rows.order_by("name")[:MOST]}


@router.get(
    "series",
    auth=OPEN,
    response=SeriesListOut,
    summary=_("List series"),
    description=_("Without a key, those of what readers see."),
    openapi_extra=FREE,
)
@decorate_view(readable)
def list_series(request: HttpRequest) -> dict[str, Any]:
    user = request.auth.user
    public = Exists(visible(request).filter(series=OuterRef("pk")).order_by())
    rows = Series.objects.visible_to(user) if user else Series.objects.filter(public)
    told = [
        {"slug": row.slug, "name": row.name, "about": row.about, "url": whole(row.get_absolute_url())}
        for row in rows.order_by("name")[:MOST]
    ]
    return {"series": told}


@router.get(
    "tags",
    auth=OPEN,
    response=TagsOut,
    summary=_("List tags"),
    description=_("Those of the articles that you see."),
    openapi_extra=FREE,
)
@decorate_view(readable)
def list_tags(request: HttpRequest) -> dict[str, Any]:
    used = ArticleTag.objects.filter(tag=OuterRef("tag"), content_object__in=visible(request).order_by().values("pk"))
    rows = Topic.objects.filter(Exists(used), into=None).select_related("tag").order_by("tag__name")[:MOST]
    return {"tags": [{"slug": row.tag.slug, "name": row.name, "url": whole(row.get_absolute_url())} for row in rows]}
