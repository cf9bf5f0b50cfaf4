"""Series, each alone."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Path
from ninja.decorators import decorate_view

from houtai.core.work.api.deciding import Answer
from houtai.core.work.api.doors import OPEN
from houtai.core.work.api.reading import readable
from houtai.core.work.api.shapes import DecidedOut
from houtai.core.work.api.text import Text
from houtai.modules.content.actions import AddSeries, ChangeSeries, DeleteSeries
from houtai.modules.content.api import listed, lists
from houtai.modules.content.api.parts import CREATES, FREE, WRITES, router
from houtai.modules.content.api.sorts import NewSeriesIn, SeriesIn, WholeSeriesOut
from houtai.modules.content.models import Series

Slug = Annotated[Text, Path(max_length=80, description=_("The slug of the series."))]


@router.get("series/{str:slug}", auth=OPEN, response=WholeSeriesOut, summary=_("Read a series"), openapi_extra=FREE)
@decorate_view(readable)
def read_series(request: HttpRequest, response: HttpResponse, slug: Slug) -> dict[str, Any]:
    row = listed.one(lists.series(request), slug=slug)
    return listed.shown(response, row, lists.plain(row))


@router.post("series", response={201: DecidedOut}, summary=_("Add a series"), openapi_extra=CREATES)
def create_series(request: HttpRequest, response: HttpResponse, fields: NewSeriesIn) -> Answer:
    row, told = listed.add(request, response, AddSeries, Series(), fields.dict(exclude_unset=True))
    if row:
        response["Location"] = f"/api/v1/series/{row.slug}"
    return told


@router.patch("series/{str:slug}", response=DecidedOut, summary=_("Change a series"), openapi_extra=WRITES)
def change_series(request: HttpRequest, response: HttpResponse, slug: Slug, fields: SeriesIn) -> Answer:
    changes = fields.dict(exclude_unset=True)
    return listed.change(request, response, ChangeSeries, Series.objects, changes, slug=slug)


@router.delete(
    "series/{str:slug}",
    response=DecidedOut,
    summary=_("Delete a series"),
    description=listed.WHILE_FREE,
    openapi_extra=WRITES,
)
def delete_series(request: HttpRequest, response: HttpResponse, slug: Slug) -> Answer:
    return listed.delete(request, response, DeleteSeries, Series.objects, slug=slug)
