"""The people to whom articles can be assigned."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Schema

from houtai.core.work.api.doors import READ_ONLY
from houtai.core.work.errors import NotAllowed
from houtai.modules.content.actions.assigning import Assign
from houtai.modules.content.api import parts
from houtai.modules.content.api.desk import person
from houtai.modules.content.api.shapes import PersonOut
from houtai.modules.content.models.working import workers, writers

MOST = 1000
About = Annotated[
    int | None,
    Query(ge=1, le=10**15, description=_("An article's number: then only those to whom it can be assigned now.")),
]


class PeopleOut(Schema):
    people: list[PersonOut]


@parts.router.get(
    "people",
    response=PeopleOut,
    summary=_("List people who can be assigned"),
    description=_("For keys that may assign."),
)
def list_people(request: HttpRequest, article: About = None) -> dict[str, Any]:
    if not request.auth.user.has_perm(Assign.permission):
        raise NotAllowed
    if not request.auth.writes:
        raise NotAllowed(READ_ONLY)
    found = workers(parts.article(request, article)) if article else writers()
    return {"people": [person(user) for user in found[:MOST]]}
