"""How often one may ask: by key, and by place for those without."""

from __future__ import annotations

import time
from http import HTTPStatus

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.throttling import BaseThrottle

from houtai.core.work.api.problems import Problem
from houtai.core.workspaces.crowding import counted, origin_address

A_MINUTE = 60
WITH_KEY, WITHOUT = 600, 120


class Pace(BaseThrottle):
    """In each minute so many requests. Every web process counts for itself."""

    def allow_request(self, request: HttpRequest) -> bool:
        caller = request.auth
        who = f"key.{caller.key}" if caller.user else f"place.{origin_address(request)}"
        minute, second = divmod(int(time.time()), A_MINUTE)
        if counted(f"api.{who}.{minute}", seconds=2 * A_MINUTE) > (WITH_KEY if caller.user else WITHOUT):
            raise too_fast(A_MINUTE - second)
        return True


def too_fast(seconds: int) -> Problem:
    title = _("Too many requests. Try again in a moment.")
    return Problem(HTTPStatus.TOO_MANY_REQUESTS, "too-fast", title, headers={"Retry-After": str(seconds)})
