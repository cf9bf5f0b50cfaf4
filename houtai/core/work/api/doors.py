"""Getting in: with a key, or, where anybody may, without. The desk's cookies are worth nothing here."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from houtai.core.work.api.callers import Caller, caller_of
from houtai.core.work.api.problems import Problem
from houtai.core.work.errors import NotAllowed

READ_ONLY = _("This key may only read.")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LONGEST = 200


class KeyHolder(HttpBearer):
    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        caller = caller_of(token.strip()[:LONGEST])
        if caller and not caller.writes and request.method not in SAFE:
            raise Problem.of(NotAllowed(READ_ONLY))
        return caller


def anybody(request: HttpRequest) -> Caller | None:
    """Without a key; one that is worth nothing is refused all the same."""
    return None if "Authorization" in request.headers else Caller()


KEY = KeyHolder()
OPEN = [KEY, anybody]
