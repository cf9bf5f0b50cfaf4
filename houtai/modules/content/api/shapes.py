"""What articles look like from outside."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from houtai.core.work.api.text import Text
from houtai.modules.content.models.headline import LONGEST as LONGEST_HEADLINE
from houtai.modules.content.models.headline import MOST

LONGEST = 2_000_000
Headline = Annotated[Text, Field(max_length=LONGEST_HEADLINE)]


class ColumnOut(Schema):
    slug: str
    name: str
    about: str


class AuthorOut(Schema):
    id: int
    name: str
    about: str


class SeriesOut(Schema):
    slug: str
    name: str
    number: int | None = Field(None, description=_("Which part of the series this is."))


class CoverOut(Schema):
    id: int
    url: str
    width: int
    height: int
    alt: str


class PersonOut(Schema):
    id: int
    name: str


class CorrectionOut(Schema):
    id: int
    at: datetime
    text: str


class ReviewOut(Schema):
    state: str = Field(description=_("in_progress, or needs_changes while it is with whoever submitted it."))
    step: str
    comment: str = Field(description=_("What a reviewer said last."))


class DeskOut(Schema):
    goes_live: datetime | None = Field(description=_("When a draft that waits for its time goes public."))
    review: ReviewOut | None
    assignee: PersonOut | None
    due: date | None


class RelatedOut(Schema):
    id: int
    title: str
    url: str


class ArticleOut(Schema):
    id: int
    title: str
    slug: str
    url: str
    state: str = Field(description=_("One of draft, scheduled, published, withdrawn."))
    summary: str
    column: ColumnOut | None
    author: AuthorOut | None
    byline: str
    series: SeriesOut | None
    language: str
    tags: list[str]
    words: int
    reading_minutes: int
    cover: CoverOut | None
    cover_url: str
    source_name: str
    source_url: str
    licence: str = Field(description=_("The source's terms of use: an address or words."))
    credits: str = Field(description=_("Further sources that tell the same, one a line: a name, an address, or both."))
    published: datetime | None = Field(description=_("When readers saw it first."))
    expires: datetime | None = Field(description=_("When it is taken down again."))
    updated: datetime
    corrections: list[CorrectionOut] = Field(description=_("What it had wrong, as readers are told."))
    has_newer_draft: bool = Field(description=_("Whether a draft waits that readers do not see yet."))
    desk: DeskOut | None = Field(description=_("Null without a key."))


class WholeArticleOut(ArticleOut):
    version: int = Field(description=_("Grows with every change; the ETag is made of it."))
    revision: int | None = Field(description=_("The draft that this is, or that is public."))
    headline: str = Field(
        description=_("The one of them that all readers see in place of the title; empty for the title.")
    )
    headlines: list[str] = Field(description=_("Besides the title; a strategy may show them to find out which works."))
    body: str = Field(description=_("The text as it is kept: what you send when you change it."))
    html: str = Field(description=_("The text as readers see it, with whole addresses."))


class ReadArticleOut(WholeArticleOut):
    related: list[RelatedOut] = Field(description=_("Public articles that its readers may want to read, too."))


class ArticlesOut(Schema):
    articles: list[ArticleOut]
    next: str = Field(description=_("The cursor of the next page, empty after the last."))


class ArticleIn(Schema, extra="forbid"):
    """What is left out stays as it is."""

    title: Text = Field("", max_length=300)
    slug: Text = Field("", max_length=200, description=_("Made from the title if empty."))
    summary: Text = Field("", max_length=600)
    body: Text = Field("", max_length=LONGEST, description=_("HTML. What the text may not hold is left out."))
    cover: int | None = Field(None, description=_("Number of a picture of the library."))
    cover_url: Text = Field("", max_length=2000)
    author: int | None = Field(None, description=_("The author's number."))
    byline: Text = Field("", max_length=200, description=_("When the author is not one of ours."))
    column: Text | None = Field(None, max_length=80, description=_("The column's slug."))
    series: Text | None = Field(None, max_length=80, description=_("The slug of the series."))
    number: int | None = Field(None, ge=0, le=1_000_000, description=_("Which part of the series this is."))
    language: Text = Field("", max_length=10, description=_("Such as zh or en. Found from the text if empty."))
    tags: list[Text] = Field([], max_length=50)
    headlines: list[Headline] = Field([], max_length=MOST - 1, description=_("Further ones, besides the title."))
    source_name: Text = Field("", max_length=200)
    source_url: Text = Field("", max_length=2000)
    licence: Text = Field("", max_length=300, description=_("The source's terms of use: an address or words."))
    credits: Text = Field(
        "",
        max_length=4000,
        description=_("Further sources that tell the same, one a line: a name, an address, or both."),
    )


class NewArticleIn(ArticleIn, extra="forbid"):
    title: Text = Field(max_length=300, min_length=1)
