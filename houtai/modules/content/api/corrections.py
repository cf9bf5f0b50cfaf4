"""What readers are told besides the text: what it had wrong, and which headline stands."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Field, Path

from houtai.core.work.api.deciding import Answer, decide
from houtai.core.work.api.shapes import BecauseIn, DecidedOut
from houtai.core.work.api.text import Text
from houtai.modules.content.api.parts import WRITES, Key, article, router
from houtai.modules.content.models.headline import LONGEST as LONGEST_HEADLINE

LONGEST = 2000
Number = Annotated[int, Path(ge=1, le=10**15, description=_("The correction's number."))]


class CorrectIn(BecauseIn):
    text: Text = Field(min_length=1, max_length=LONGEST, description=_("What was wrong, and what is right."))


class HeadlineIn(BecauseIn):
    headline: Text = Field(
        min_length=1,
        max_length=LONGEST_HEADLINE,
        description=_("The title itself, or one of the headlines besides it."),
    )


@router.post(
    "articles/{int:key}/corrections",
    response=DecidedOut,
    summary=_("Add a correction"),
    description=_("Readers see it below the article, with its date. It cannot be changed afterwards, only withdrawn."),
    openapi_extra=WRITES,
)
def correct_article(request: HttpRequest, response: HttpResponse, key: Key, said: CorrectIn) -> Answer:
    return decide(request, response, "content.correct", article(request, key), because=said.because, text=said.text)


@router.post(
    "articles/{int:key}/corrections/{int:correction}/withdraw",
    response=DecidedOut,
    summary=_("Withdraw a correction"),
    openapi_extra=WRITES,
)
def withdraw_correction(
    request: HttpRequest, response: HttpResponse, key: Key, correction: Number, said: BecauseIn
) -> Answer:
    row = article(request, key)
    return decide(request, response, "content.uncorrect", row, because=said.because, correction=correction)


@router.post(
    "articles/{int:key}/headline",
    response=DecidedOut,
    summary=_("Choose the headline"),
    description=_("Lists and the article's page show it to everybody; the title gives it up again."),
    openapi_extra=WRITES,
)
def settle_headline(request: HttpRequest, response: HttpResponse, key: Key, said: HeadlineIn) -> Answer:
    row = article(request, key)
    return decide(request, response, "content.settle_headline", row, because=said.because, arm=said.headline)
