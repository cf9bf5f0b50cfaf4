"""Running actions for programs: retried safely, against the version that was seen, told in one shape."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Status

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.api.problems import Problem
from houtai.core.work.api.unfit import Unfit
from houtai.core.work.errors import Changed
from houtai.core.work.models import Decision, Subject
from houtai.core.work.told import told

KEYS = re.compile(r"[\x21-\x7e]{1,100}\Z")
Answer = Status[Any]
TAG = re.compile(r'(?:W/)?"v([0-9]{1,9})(?:\.[0-9a-f]{8})?"\Z')


def decide(
    request: HttpRequest, response: HttpResponse, action: Any, target: Any, *, because: str = "", **inputs: Any
) -> Answer:
    """Run an action, or the one of this name, with the caller's rights; 202 when a second person must agree first.

    `Idempotency-Key` makes a retry harmless, `If-Match` refuses what somebody else has changed meanwhile.
    """
    word = catalog.action(action) if isinstance(action, str) else action
    seen = seen_by(request)
    try:
        made = word.run(
            target, by=request.auth.user, because=why(request, because), once=once(request), seen=seen, **inputs
        )
    except Changed as changed:
        raise Problem.of(changed, status=HTTPStatus.PRECONDITION_FAILED) from changed
    return answer(response, made)


def answer(response: HttpResponse, made: Decision, *, status: int = HTTPStatus.OK) -> Answer:
    subject = Subject.objects.get(pk=made.subject_id)
    response["ETag"] = tag(subject.version)
    asked = made.effect.get("request") if made.action == "work.ask" else None
    body = {"decision": made.pk, "action": made.action, "at": made.at, "request": asked, "outcome": made.outcome}
    return Status(HTTPStatus.ACCEPTED if asked else status, {**body, "subject": told(subject)})


def why(request: HttpRequest, reason: str = "") -> Because:
    """The log says which key it was."""
    return Because(reason=reason, facts={"api_key": request.auth.name})


def once(request: HttpRequest) -> str | None:
    """Raises Unfit. Each person has keys of their own."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not KEYS.match(key):
        raise Unfit.one("header.Idempotency-Key", _("Send at most 100 letters, digits and signs, without blanks."))
    return f"api:{request.auth.user.pk}:{key}"


def seen_by(request: HttpRequest) -> int | None:
    """The version that If-Match names; None without one, or for any. Raises Unfit."""
    header = request.headers.get("If-Match", "*").strip()
    if header == "*":
        return None
    found = TAG.match(header)
    if found is None:
        raise Unfit.one("header.If-Match", _('Send the ETag that you were given, for example "v3".'))
    return int(found[1])


def tag(version: int) -> str:
    return f'"v{version}"'
