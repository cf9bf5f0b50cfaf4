"""Columns, each alone."""

from __future__ import annotations

from typing import Annotated, Any

from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Path
from ninja.decorators import decorate_view
from wagtail.models import Workflow

from houtai.core.work.api.deciding import Answer
from houtai.core.work.api.doors import OPEN
from houtai.core.work.api.reading import readable
from houtai.core.work.api.shapes import DecidedOut
from houtai.core.work.api.text import Text
from houtai.modules.content.actions import AddColumn, ChangeColumn, DeleteColumn
from houtai.modules.content.api import listed, lists
from houtai.modules.content.api.parts import CREATES, FREE, WRITES, router
from houtai.modules.content.api.sorts import ColumnIn, NewColumnIn, WholeColumnOut
from houtai.modules.content.models import Column

Slug = Annotated[Text, Path(max_length=80, description=_("The column's slug."))]


@router.get("columns/{str:slug}", auth=OPEN, response=WholeColumnOut, summary=_("Read a column"), openapi_extra=FREE)
@decorate_view(readable)
def read_column(request: HttpRequest, response: HttpResponse, slug: Slug) -> dict[str, Any]:
    row, user = listed.one(Column.objects.select_related("desk", "workflow"), slug=slug), request.auth.user
    inside = {"desk": None, "workflow": None}
    if user and user.has_perm(ChangeColumn.permission):
        inside = {name: getattr(getattr(row, name), "name", None) for name in inside}
    return listed.shown(response, row, {**lists.column(row), **inside})


@router.post("columns", response={201: DecidedOut}, summary=_("Add a column"), openapi_extra=CREATES)
def create_column(request: HttpRequest, response: HttpResponse, fields: NewColumnIn) -> Answer:
    row, told = listed.add(request, response, AddColumn, Column(), posted(fields))
    if row:
        response["Location"] = f"/api/v1/columns/{row.slug}"
    return told


@router.patch("columns/{str:slug}", response=DecidedOut, summary=_("Change a column"), openapi_extra=WRITES)
def change_column(request: HttpRequest, response: HttpResponse, slug: Slug, fields: ColumnIn) -> Answer:
    return listed.change(request, response, ChangeColumn, Column.objects, posted(fields), slug=slug)


@router.delete(
    "columns/{str:slug}",
    response=DecidedOut,
    summary=_("Delete a column"),
    description=listed.WHILE_FREE,
    openapi_extra=WRITES,
)
def delete_column(request: HttpRequest, response: HttpResponse, slug: Slug) -> Answer:
    return listed.delete(request, response, DeleteColumn, Column.objects, slug=slug)


def posted(fields: ColumnIn) -> dict[str, Any]:
    """Names become keys; 0 is nobody's, and the form says so."""
    changes = fields.dict(exclude_unset=True)
    for name, rows in (("desk", Group.objects.all()), ("workflow", Workflow.objects.active())):
        if changes.get(name):
            found = list(rows.filter(name=changes[name]).values_list("pk", flat=True)[:2])
            changes[name] = found[0] if len(found) == 1 else 0
    return changes
