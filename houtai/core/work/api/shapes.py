"""What is asked for with decisions, and what they look like from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from houtai.core.work.api.text import Text

REPEATS: dict[str, Any] = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": 100, "pattern": "^[!-~]+$"},
    "description": _("Of your choice. A request that is sent again with it does nothing a second time."),
}


class BecauseIn(Schema, extra="forbid"):
    because: Text = Field("", max_length=1000, description=_("Why; it is kept in the decision log."))


class SubjectOut(Schema):
    kind: str
    key: str
    title: str
    url: str = Field(description=_("Where readers find it."))
    state: str
    version: int = Field(description=_("Grows with every change; the ETag is made of it."))
    published: datetime | None = Field(description=_("When readers saw it first."))


class DecidedOut(Schema):
    decision: int
    action: str
    at: datetime
    request: int | None = Field(description=_("Set when it has not been done yet: it waits for a second person."))
    outcome: str = Field(description=_("What is to be said of it besides, for example what could not be brought back."))
    subject: SubjectOut


class FaultOut(Schema):
    where: str
    text: str


class ProblemOut(Schema):
    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultOut] = []
