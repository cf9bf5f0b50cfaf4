"""The review of articles, and who works on them."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from houtai.core.work.api.deciding import Answer, decide
from houtai.core.work.api.shapes import BecauseIn, DecidedOut
from houtai.core.work.api.text import Text
from houtai.modules.content.api.parts import WRITES, Key, article, router


class RejectIn(BecauseIn):
    comment: Text = Field(min_length=1, max_length=2000, description=_("What is to be changed; the author reads it."))


class AssignIn(Schema, extra="forbid"):
    to: int | None = Field(None, ge=1, le=10**15, description=_("A user's number, or null for nobody."))
    due: date | None = Field(None, description=_("The day on which it is due, or null for none."))


@router.post("articles/{int:key}/submit", response=DecidedOut, summary=_("Submit for review"), openapi_extra=WRITES)
def submit_article(request: HttpRequest, response: HttpResponse, key: Key, said: BecauseIn) -> Answer:
    return decide(request, response, "content.submit", article(request, key), because=said.because)


@router.post("articles/{int:key}/approve", response=DecidedOut, summary=_("Approve"), openapi_extra=WRITES)
def approve_article(request: HttpRequest, response: HttpResponse, key: Key, said: BecauseIn) -> Answer:
    return decide(request, response, "content.approve", article(request, key), because=said.because)


@router.post("articles/{int:key}/reject", response=DecidedOut, summary=_("Ask for changes"), openapi_extra=WRITES)
def reject_article(request: HttpRequest, response: HttpResponse, key: Key, said: RejectIn) -> Answer:
    row = article(request, key)
    return decide(request, response, "content.reject", row, because=said.because, comment=said.comment)


@router.post("articles/{int:key}/cancel", response=DecidedOut, summary=_("Cancel the review"), openapi_extra=WRITES)
def cancel_review(request: HttpRequest, response: HttpResponse, key: Key, said: BecauseIn) -> Answer:
    return decide(request, response, "content.cancel_review", article(request, key), because=said.because)


@router.post(
    "articles/{int:key}/assign",
    response=DecidedOut,
    summary=_("Assign"),
    description=_("What is left out stays as it is."),
    openapi_extra=WRITES,
)
def assign_article(request: HttpRequest, response: HttpResponse, key: Key, said: AssignIn) -> Answer:
    told = said.dict(exclude_unset=True)
    if told.get("due"):
        told["due"] = told["due"].isoformat()
    return decide(request, response, "content.assign", article(request, key), **told)
