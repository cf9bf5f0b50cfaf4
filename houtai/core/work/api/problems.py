"""Every refusal has one shape, that of RFC 9457, and words in the language of whoever asks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from houtai.core.work.errors import Refused

MEDIA_TYPE = "application/problem+json"
WORDS = re.compile(r"(?<!^)(?=[A-Z])")


class Problem(Exception):
    """code: names the kind, for programs; title: the kind in words; detail: this one; errors: where, and what."""

    def __init__(
        self,
        status: int,
        code: str,
        title: Any,
        *,
        detail: Any = "",
        errors: Sequence[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(str(title))
        self.status, self.code, self.title, self.detail = status, code, title, detail
        self.errors, self.headers = errors, dict(headers or {})

    @classmethod
    def of(cls, refused: Refused, *, status: int = 0) -> Problem:
        code = WORDS.sub("-", type(refused).__name__).lower()
        errors = getattr(refused, "errors", ())
        return cls(status or refused.status, code, type(refused).message, detail=refused.message, errors=errors)

    @property
    def told(self) -> dict[str, Any]:
        told = {
            "type": f"/api/v1/#{self.code}",
            "title": str(self.title),
            "status": self.status,
            "detail": str(self.detail or self.title),
        }
        return {**told, "errors": [dict(error) for error in self.errors]} if self.errors else told

    def response(self) -> JsonResponse:
        json = {"ensure_ascii": False}
        answer = JsonResponse(self.told, status=self.status, content_type=MEDIA_TYPE, json_dumps_params=json)
        for name, value in {"Cache-Control": "no-store", **self.headers}.items():
            answer[name] = value
        return answer


NO_KEY = Problem(
    HTTPStatus.UNAUTHORIZED,
    "no-key",
    _("Send a key that is good here: “Authorization: Bearer …”."),
    headers={"WWW-Authenticate": "Bearer"},
)
NOTHING_HERE = Problem(HTTPStatus.NOT_FOUND, "not-found", _("There is no such thing here."))
UNREADABLE = Problem(HTTPStatus.BAD_REQUEST, "unreadable", _("What was sent is no JSON object."))
TOO_LARGE = Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", _("This is too large."))


def not_allowed(allowed: str) -> Problem:
    """allowed: the methods, as the header names them."""
    title = _("This address does not take that method.")
    return Problem(HTTPStatus.METHOD_NOT_ALLOWED, "method-not-allowed", title, headers={"Allow": allowed})
