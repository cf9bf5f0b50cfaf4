"""Reading, adding, changing and deleting authors, columns and series."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop as _

from houtai.core.work.api.deciding import Answer, answer, decide, once, tag, why
from houtai.core.work.errors import NotAllowed, NotFound
from houtai.core.work.models import Decision
from houtai.modules.content.actions.deleting import Delete
from houtai.modules.content.actions.listed import Add, Change
from houtai.modules.content.api.listing import form_for
from houtai.modules.content.api.writing import BLIND

Changes = Mapping[str, Any]
WHILE_FREE = _("Only while no article names it. Taking the decision back brings it back.")


def one(rows: Any, **by: Any) -> Any:
    """By its slug, also by one that it had before. Raises NotFound."""
    found = rows.filter(**by).first()
    if found is None and "slug" in by:
        found = rows.filter(old_addresses__slug=by["slug"]).first()
    if found is None:
        raise NotFound
    return found


def shown(response: HttpResponse, row: Any, told: dict[str, Any]) -> dict[str, Any]:
    version = row.subject.version
    response["ETag"] = tag(version)
    return {**told, "version": version}


def add(
    request: HttpRequest, response: HttpResponse, word: type[Add], row: Any, changes: Changes
) -> tuple[Any, Answer]:
    """row: a new one. Gives the one that there is now, too; None when it is gone again."""
    refuse_without(request, word)
    try:
        made = added(request, word, row, changes)
    except IntegrityError:
        # Somebody else was faster with the same request, or with the same name, and the form says which.
        made = added(request, word, type(row)(), changes)
    now = type(row).objects.filter(pk=made.subject.key).first()
    return now, answer(response, made, status=HTTPStatus.CREATED)


def added(request: HttpRequest, word: type[Add], row: Any, changes: Changes) -> Decision:
    user, key = request.auth.user, once(request)
    with transaction.atomic():
        if key is None or not Decision.objects.filter(once=key).exists():
            row = form_for(row, changes, user=user).save()
        made: Decision = word(new=True).run(row, by=user, because=why(request), once=key, **changes)
    return made


def change(
    request: HttpRequest, response: HttpResponse, word: type[Change], rows: Any, changes: Changes, **by: Any
) -> Answer:
    refuse_without(request, word)
    row = one(rows, **by)
    if "If-Match" not in request.headers:
        raise BLIND
    return decide(request, response, word(), row, **changes)


def delete(request: HttpRequest, response: HttpResponse, word: type[Delete], rows: Any, **by: Any) -> Answer:
    refuse_without(request, word)
    return decide(request, response, word(), one(rows, **by))


def refuse_without(request: HttpRequest, word: Any) -> None:
    if not request.auth.user.has_perm(word.permission):
        raise NotAllowed
