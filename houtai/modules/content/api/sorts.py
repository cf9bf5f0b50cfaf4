"""What authors, columns, series and tags look like from outside."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from houtai.core.work.api.shapes import BecauseIn
from houtai.core.work.api.text import Text
from houtai.modules.content.api.pictures import ImageOut
from houtai.modules.content.api.shapes import AuthorOut, ColumnOut

MOST = 1000
NEXT, VERSION = (
    _("The cursor of the next page, empty after the last."),
    _("Grows with every change; the ETag is made of it."),
)


class Named(Schema):
    """Which of a list, by name."""

    q: Text = Field("", max_length=100, description=_("A part of the name."))
    cursor: Text = Field("", max_length=300, description=_("What the page before gave as “next”."))
    limit: int = Field(MOST, ge=1, le=MOST)


class NamedTags(Named):
    merged: bool = Field(
        default=False,
        description=_("Those that were merged into others, for keys whose user sees the list at the desk."),
    )


class ListedAuthorOut(AuthorOut):
    slug: str
    url: str


class WholeAuthorOut(ListedAuthorOut):
    picture: ImageOut | None
    version: int = Field(description=VERSION)


class AuthorsOut(Schema):
    authors: list[ListedAuthorOut]
    next: str = Field(description=NEXT)


class AuthorIn(Schema, extra="forbid"):
    """What is left out stays as it is."""

    name: Text = Field("", max_length=120)
    slug: Text = Field("", max_length=140, description=_("Made from the name if empty."))
    about: Text = Field("", max_length=300, description=_("One sentence under the author's articles."))
    picture: int | None = Field(None, description=_("Number of a picture of the library."))


class NewAuthorIn(AuthorIn, extra="forbid"):
    name: Text = Field(max_length=120, min_length=1)


class ListedColumnOut(ColumnOut):
    url: str
    place: int = Field(description=_("Where it stands in the menu: the smallest first, then by name."))


class WholeColumnOut(ListedColumnOut):
    desk: str | None = Field(description=_("The group that alone works on it; told to those who may change columns."))
    workflow: str | None = Field(
        description=_("What its articles go through before they are published; told to those who may change columns.")
    )
    version: int = Field(description=VERSION)


class ColumnsOut(Schema):
    columns: list[ListedColumnOut]
    next: str = Field(description=NEXT)


class ColumnIn(Schema, extra="forbid"):
    """What is left out stays as it is."""

    name: Text = Field("", max_length=120)
    slug: Text = Field("", max_length=80, description=_("Made from the name of a new one if empty."))
    about: Text = Field("", max_length=300)
    place: int = Field(
        0, ge=0, le=32767, description=_("Where it stands in the menu: the smallest first, then by name.")
    )
    desk: Text | None = Field(
        None, max_length=150, description=_("The name of the group that alone works on it; null for everybody.")
    )
    workflow: Text | None = Field(
        None, max_length=255, description=_("The name of the workflow that its articles go through; null for none.")
    )


class NewColumnIn(ColumnIn, extra="forbid"):
    name: Text = Field(max_length=120, min_length=1)


class ListedSeriesOut(Schema):
    slug: str
    name: str
    about: str
    url: str


class WholeSeriesOut(ListedSeriesOut):
    version: int = Field(description=VERSION)


class SeriesListOut(Schema):
    series: list[ListedSeriesOut]
    next: str = Field(description=NEXT)


class SeriesIn(Schema, extra="forbid"):
    """What is left out stays as it is."""

    name: Text = Field("", max_length=120)
    slug: Text = Field("", max_length=80, description=_("Made from the name of a new one if empty."))
    about: Text = Field("", max_length=300)


class NewSeriesIn(SeriesIn, extra="forbid"):
    name: Text = Field(max_length=120, min_length=1)


class TagOut(Schema):
    slug: str
    name: str
    url: str


class WholeTagOut(TagOut):
    into: str | None = Field(description=_("The slug of the tag that it was merged into."))
    version: int = Field(description=VERSION)


class TagsOut(Schema):
    tags: list[TagOut]
    next: str = Field(description=NEXT)


class MergeIn(BecauseIn):
    into: Text = Field(min_length=1, max_length=100, description=_("The other tag's slug."))
