"""Authors, each alone."""

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
from houtai.modules.content.actions import AddAuthor, ChangeAuthor, DeleteAuthor
from houtai.modules.content.api import listed, lists, pictures
from houtai.modules.content.api.parts import CREATES, FREE, WRITES, router
from houtai.modules.content.api.sorts import AuthorIn, NewAuthorIn, WholeAuthorOut
from houtai.modules.content.models import Author

Number = Annotated[int, Path(ge=1, le=10**15, description=_("The author's number."))]


@router.get("authors/{int:author}", auth=OPEN, response=WholeAuthorOut, summary=_("Read an author"), openapi_extra=FREE)
@decorate_view(readable)
def read_author(request: HttpRequest, response: HttpResponse, author: Number) -> dict[str, Any]:
    row = listed.one(lists.authors(request).select_related("picture"), pk=author)
    picture = row.picture and pictures.told(row.picture)
    return listed.shown(response, row, {**lists.author(row), "picture": picture})


@router.post("authors", response={201: DecidedOut}, summary=_("Add an author"), openapi_extra=CREATES)
def create_author(request: HttpRequest, response: HttpResponse, fields: NewAuthorIn) -> Answer:
    row, told = listed.add(request, response, AddAuthor, Author(), fields.dict(exclude_unset=True))
    if row:
        response["Location"] = f"/api/v1/authors/{row.pk}"
    return told


@router.patch("authors/{int:author}", response=DecidedOut, summary=_("Change an author"), openapi_extra=WRITES)
def change_author(request: HttpRequest, response: HttpResponse, author: Number, fields: AuthorIn) -> Answer:
    changes = fields.dict(exclude_unset=True)
    return listed.change(request, response, ChangeAuthor, Author.objects, changes, pk=author)


@router.delete(
    "authors/{int:author}",
    response=DecidedOut,
    summary=_("Delete an author"),
    description=listed.WHILE_FREE,
    openapi_extra=WRITES,
)
def delete_author(request: HttpRequest, response: HttpResponse, author: Number) -> Answer:
    return listed.delete(request, response, DeleteAuthor, Author.objects, pk=author)
