"""Writing drafts, and deleting articles."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from houtai.core.text import shared
from houtai.core.work.api.deciding import Answer, answer, decide, once, why
from houtai.core.work.api.problems import Problem
from houtai.core.work.api.shapes import DecidedOut
from houtai.core.work.errors import NotAllowed
from houtai.core.work.models import Decision
from houtai.modules.content.actions import Revise, Write
from houtai.modules.content.api.parts import CREATES, WRITES, Key, article, router
from houtai.modules.content.api.saving import form_for
from houtai.modules.content.api.shapes import ArticleIn, NewArticleIn
from houtai.modules.content.models import Article

ASKED = {200: DecidedOut, 202: DecidedOut}
BLIND = Problem(
    HTTPStatus.PRECONDITION_REQUIRED,
    "version-missing",
    gettext_lazy("Say which version you change: send its ETag as If-Match, so that nobody's words are lost."),
)


@router.post("articles", response={201: DecidedOut}, summary=_("Write a draft"), openapi_extra=CREATES)
def create_article(request: HttpRequest, response: HttpResponse, fields: NewArticleIn) -> Answer:
    if not request.auth.user.has_perm(Write.permission):
        raise NotAllowed
    changes = fields.dict(exclude_unset=True)
    try:
        made = written(request, changes)
    except IntegrityError:
        # The same request came twice at once, and the other was faster.
        made = written(request, changes)
    response["Location"] = f"/api/v1/articles/{made.subject.key}"
    return answer(response, made, status=HTTPStatus.CREATED)


def written(request: HttpRequest, changes: dict[str, Any]) -> Decision:
    user, key = request.auth.user, once(request)
    with transaction.atomic():
        article = Article(live=False)
        if key is None or not Decision.objects.filter(once=key).exists():
            article = form_for(article, changes, user=user).save()
        made: Decision = Write().run(article, by=user, because=why(request), once=key, fields=list(changes))
    return made


@router.patch(
    "articles/{int:key}",
    response=DecidedOut,
    summary=_("Change the draft"),
    description=_(
        "Readers see it when it is published. What people are writing just now is changed before their eyes."
    ),
    openapi_extra=WRITES,
)
def change_article(request: HttpRequest, response: HttpResponse, key: Key, fields: ArticleIn) -> Answer:
    row, changes = article(request, key), fields.dict(exclude_unset=True)
    if "If-Match" not in request.headers:
        raise BLIND
    if "body" in changes and request.auth.user.has_perm(Revise.permission):
        # Words that are in no draft yet make a newer version than the one that was seen.
        shared.settle(row)
    return decide(request, response, Revise(changes), row, fields=list(changes))


@router.delete(
    "articles/{int:key}",
    response=ASKED,
    summary=_("Delete an article"),
    description=_("What readers have seen is deleted only when a second person agrees: then the answer is 202."),
    openapi_extra=WRITES,
)
def delete_article(request: HttpRequest, response: HttpResponse, key: Key) -> Answer:
    return decide(request, response, "content.delete", article(request, key))
