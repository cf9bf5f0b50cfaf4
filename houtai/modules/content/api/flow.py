"""Publishing, and what leads to it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Field
from pydantic import AwareDatetime

from houtai.core.work.api.deciding import Answer, decide
from houtai.core.work.api.shapes import BecauseIn, DecidedOut
from houtai.modules.content.api.parts import WRITES, Key, article, router

ASKED = {200: DecidedOut, 202: DecidedOut}


class PublishIn(BecauseIn):
    revision: int | None = Field(None, ge=1, le=10**15, description=_("Which draft; the newest if left out."))


class ScheduleIn(BecauseIn):
    at: AwareDatetime = Field(description=_("When the newest draft goes public."))
    until: AwareDatetime | None = Field(None, description=_("When it is taken down again."))


@router.post("articles/{int:key}/publish", response=ASKED, summary=_("Publish"), openapi_extra=WRITES)
def publish_article(request: HttpRequest, response: HttpResponse, key: Key, said: PublishIn) -> Answer:
    row, chosen = article(request, key), {"revision": said.revision} if said.revision else {}
    return decide(request, response, "content.publish", row, because=said.because, **chosen)


@router.post("articles/{int:key}/schedule", response=ASKED, summary=_("Publish at a time"), openapi_extra=WRITES)
def schedule_article(request: HttpRequest, response: HttpResponse, key: Key, said: ScheduleIn) -> Answer:
    times = {"go_live": said.at.isoformat(), **({"expire": said.until.isoformat()} if said.until else {})}
    return decide(request, response, "content.schedule", article(request, key), because=said.because, **times)


@router.post("articles/{int:key}/unpublish", response=ASKED, summary=_("Unpublish"), openapi_extra=WRITES)
def unpublish_article(request: HttpRequest, response: HttpResponse, key: Key, said: BecauseIn) -> Answer:
    return decide(request, response, "content.unpublish", article(request, key), because=said.because)


@router.post("articles/{int:key}/unschedule", response=ASKED, summary=_("Cancel the schedule"), openapi_extra=WRITES)
def unschedule_article(request: HttpRequest, response: HttpResponse, key: Key, said: BecauseIn) -> Answer:
    return decide(request, response, "content.unschedule", article(request, key), because=said.because)
