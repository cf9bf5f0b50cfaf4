"""What decisions look like from outside."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema


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
