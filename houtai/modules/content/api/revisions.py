"""The drafts that an article has had, and the way back to one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Field, Path, Query, Schema
from ninja.decorators import decorate_view
from wagtail.models import Revision

from houtai.core.text import shared
from houtai.core.work.api.cursors import page
from houtai.core.work.api.deciding import Answer, decide
from houtai.core.work.api.reading import readable
from houtai.core.work.api.shapes import BecauseIn, DecidedOut
from houtai.core.work.errors import NotAllowed, NotFound
from houtai.modules.content.actions import Revise
from houtai.modules.content.api import showing
from houtai.modules.content.api.desk import desk_of, person
from houtai.modules.content.api.parts import WRITES, Key, article, router
from houtai.modules.content.api.pictures import Pages
from houtai.modules.content.api.shapes import ArticleIn, PersonOut, WholeArticleOut
from houtai.modules.content.api.writing import BLIND
from houtai.modules.content.models import Article

Number = Annotated[int, Path(ge=1, le=10**15, description=_("The revision's number."))]


class RevisionOut(Schema):
    id: int
    title: str
    at: datetime
    by: PersonOut | None
    newest: bool
    public: bool = Field(description=_("Whether it is what readers see."))
    goes_live: datetime | None = Field(description=_("When it goes public, if it waits for its time."))


class WholeRevisionOut(RevisionOut):
    article: WholeArticleOut = Field(description=_("As this revision has it."))


class RevisionsOut(Schema):
    revisions: list[RevisionOut]
    next: str = Field(description=_("The cursor of the next page, empty after the last."))


@router.get("articles/{int:key}/revisions", response=RevisionsOut, summary=_("List revisions"))
@decorate_view(readable)
def list_revisions(request: HttpRequest, key: Key, wanted: Query[Pages]) -> dict[str, Any]:
    row = revised(request, key)
    rows = row.revisions.select_related("user").defer("content")
    found, following = page(rows, by="created_at", after=wanted.cursor, limit=wanted.limit)
    return {"revisions": [told(row, revision) for revision in found], "next": following}


@router.get("articles/{int:key}/revisions/{int:revision}", response=WholeRevisionOut, summary=_("Read a revision"))
@decorate_view(readable)
def read_revision(request: HttpRequest, response: HttpResponse, key: Key, revision: Number) -> dict[str, Any]:
    row = revised(request, key)
    found = of(row, revision)
    response["ETag"] = showing.etag(row)
    shown = showing.one(row, found.as_object(), desk=desk_of([row])[row.pk])
    return {**told(row, found), "article": {**shown, "revision": found.pk}}


@router.post(
    "articles/{int:key}/revisions/{int:revision}/restore",
    response=DecidedOut,
    summary=_("Restore a revision"),
    description=_("It becomes the newest draft, and nothing is lost. Readers see it when it is published."),
    openapi_extra=WRITES,
)
def restore_revision(
    request: HttpRequest, response: HttpResponse, key: Key, revision: Number, said: BecauseIn
) -> Answer:
    row = revised(request, key)
    found = of(row, revision)
    if "If-Match" not in request.headers:
        raise BLIND
    shared.settle(row)
    fields = list(ArticleIn.model_fields)
    return decide(request, response, "content.revise", row, because=said.because, revision=found.pk, fields=fields)


def revised(request: HttpRequest, key: int) -> Article:
    """For those who may change it: earlier drafts say what was left out since. Raises NotFound and NotAllowed."""
    row = article(request, key)
    if not request.auth.user.has_perm(Revise.permission):
        raise NotAllowed
    return row


def of(row: Article, revision: int) -> Revision:
    """Raises NotFound, for those of other articles too."""
    found: Revision | None = row.revisions.select_related("user").filter(pk=revision).first()
    if found is None:
        raise NotFound
    # Else it fetches this very row again.
    found.content_object = row
    return found


def told(row: Article, revision: Revision) -> dict[str, Any]:
    return {
        "id": revision.pk,
        "title": revision.object_str,
        "at": revision.created_at,
        "by": person(revision.user),
        "newest": revision.pk == row.latest_revision_id,
        "public": row.live and revision.pk == row.live_revision_id,
        "goes_live": revision.approved_go_live_at,
    }
