"""Taking decisions back."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _
from ninja import Path, Router

from houtai.core.work.api.deciding import Answer, answer, once, why
from houtai.core.work.api.shapes import REPEATS, BecauseIn, DecidedOut
from houtai.core.work.errors import NotFound
from houtai.core.work.models import Decision

router = Router()
Number = Annotated[int, Path(ge=1, le=10**15, description=_("The decision's number."))]


@router.post(
    "decisions/{int:decision}/undo",
    response={200: DecidedOut, 202: DecidedOut},
    summary=_("Take a decision back"),
    description=_("The newest one about something can be taken back, while nothing else has changed it."),
    openapi_extra={"parameters": [REPEATS]},
)
def undo_decision(request: HttpRequest, response: HttpResponse, decision: Number, said: BecauseIn) -> Answer:
    user = request.auth.user
    row = Decision.objects.visible_to(user).select_related("subject").filter(pk=decision).first()
    if row is None:
        raise NotFound
    return answer(response, row.undo(by=user, because=why(request, said.because), once=once(request)))
