"""Reading articles."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Schema
from ninja.decorators import decorate_view
from pydantic import AwareDatetime

from houtai.core.text.search.query import parse
from houtai.core.work.api.cursors import page
from houtai.core.work.api.doors import OPEN
from houtai.core.work.api.problems import NO_KEY
from houtai.core.work.api.reading import readable
from houtai.core.work.api.text import Text
from houtai.modules.content.api import showing
from houtai.modules.content.api.desk import desk_of
from houtai.modules.content.api.parts import FREE, Key, article, router, visible
from houtai.modules.content.api.shapes import ArticlesOut, ReadArticleOut
from houtai.modules.content.models import Articles, Correction

BY = {"published": "first_published_at", "updated": "updated"}


class Wanted(Schema):
    """Filters look at what the table has: of an article with a newer draft, at what readers see."""

    q: Text = Field("", max_length=200, description=_("Words that they say, in Chinese or English."))
    state: Literal["draft", "scheduled", "published", "withdrawn"] | None = None
    column: Text = Field("", max_length=80, description=_("The column's slug."))
    author: int | None = Field(None, ge=1, le=10**15, description=_("The author's number."))
    series: Text = Field("", max_length=80, description=_("The slug of the series."))
    tag: Text = Field("", max_length=100, description=_("The tag's slug."))
    language: Text = Field("", max_length=10, description=_("Such as zh or en."))
    updated_since: AwareDatetime | None = Field(None, description=_("Changed at this time or later."))
    order: Literal["published", "updated"] | None = Field(
        None, description=_("The newest first: by when readers saw it, or by when it was changed.")
    )
    cursor: Text = Field("", max_length=300, description=_("What the page before gave as “next”."))
    limit: int = Field(20, ge=1, le=100)

    def of(self, rows: Articles, *, user: Any) -> Articles:
        """user: whose newest drafts are searched; None for what readers find."""
        if self.q:
            rows = (rows.search(self.q) if user else rows.read(parse(self.q))).everything()
        names = {"state": "state", "column": "column__slug", "author": "author", "series": "series__slug"}
        names |= {"tag": "tagged__tag__slug", "language": "language", "updated_since": "updated__gte"}
        asked = {path: value for name, path in names.items() if (value := getattr(self, name))}
        return rows.filter(**asked)


@router.get("articles", auth=OPEN, response=ArticlesOut, summary=_("List articles"), openapi_extra=FREE)
@decorate_view(readable)
def list_articles(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    user = request.auth.user
    by = BY[wanted.order or ("updated" if user else "published")]
    rows = wanted.of(visible(request), user=user).filter(**{f"{by}__isnull": False}).shown()
    # Made at each request: a query belongs to the workspace in which it was made.
    standing = Prefetch("corrections", Correction.objects.standing(), to_attr="corrected")
    rows = rows.defer("body").prefetch_related("tagged__tag", standing)
    rows = rows.select_related("latest_revision", "assignee") if user else rows
    found, following = page(rows, by=by, after=wanted.cursor, limit=wanted.limit)
    desks = desk_of(found) if user else {}
    told = [
        showing.brief(
            row,
            showing.newer(row) if user else row,
            tags=sorted(item.tag.name for item in row.tagged.all()),
            corrections=row.corrected,
            desk=desks.get(row.pk),
        )
        for row in found
    ]
    return {"articles": told, "next": following}


View = Annotated[
    Literal["newest", "published"] | None,
    Query(description=_("With a key you get the newest draft, unless you ask for what readers see.")),
]


@router.get("articles/{int:key}", auth=OPEN, response=ReadArticleOut, summary=_("Read an article"), openapi_extra=FREE)
@decorate_view(readable)
def read_article(request: HttpRequest, response: HttpResponse, key: Key, view: View = None) -> dict[str, Any]:
    user = request.auth.user
    if view == "newest" and not user:
        raise NO_KEY
    row = article(request, key)
    response["ETag"] = showing.etag(row)
    draft = bool(user) and view != "published"
    shown = row.get_latest_revision_as_object() if draft else row
    desk = desk_of([row])[row.pk] if user else None
    return {**showing.one(row, shown, desk=desk), "related": showing.beside(row)}
