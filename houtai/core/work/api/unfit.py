"""What was sent and cannot be used: where, and why, in words for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.work.api.problems import Problem
from houtai.core.work.errors import Refused

# By the kinds of fault that pydantic knows; what it adds is filled in.
WORDS: dict[str, Any] = {
    "missing": _("This is missing."),
    "extra_forbidden": _("There is no such field."),
    "string_type": _("This must be a text."),
    "string_too_long": _("This is too long: at most %(max_length)s characters."),
    "string_too_short": _("This is too short."),
    "int_type": _("This must be a whole number."),
    "int_parsing": _("This must be a whole number."),
    "greater_than_equal": _("This must be at least %(ge)s."),
    "less_than_equal": _("This must be at most %(le)s."),
    "bool_type": _("This must be true or false."),
    "bool_parsing": _("This must be true or false."),
    "list_type": _("This must be a list."),
    "too_long": _("There are too many of them: at most %(max_length)s."),
    "literal_error": _("This must be one of %(expected)s."),
    "enum": _("This must be one of %(expected)s."),
    "datetime_from_date_parsing": _("This must be a time, for example 2030-01-31T09:00:00Z."),
    "datetime_parsing": _("This must be a time, for example 2030-01-31T09:00:00Z."),
    "timezone_aware": _("Say the time zone too, for example 2030-01-31T09:00:00Z."),
}
OTHER = _("This cannot be used.")


class Unfit(Refused):
    """errors: each {"where", "text"}."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Some of what was sent cannot be used. Nothing was changed.")

    def __init__(self, errors: Sequence[Mapping[str, Any]]) -> None:
        self.errors = errors
        super().__init__()

    @classmethod
    def form(cls, errors: Mapping[str, Sequence[Any]]) -> Unfit:
        """Of a Django form's errors."""
        return cls([fault(name, text) for name, texts in errors.items() for text in texts])

    @classmethod
    def one(cls, where: str, text: Any) -> Unfit:
        return cls([fault(where, text)])


def fault(where: str, text: Any) -> dict[str, str]:
    return {"where": "" if where == "__all__" else where, "text": str(text)}


def of_schema(errors: Sequence[Mapping[str, Any]]) -> Problem:
    """Of what pydantic says: the part of the request and the way into it make up `where`."""
    return Problem.of(Unfit([fault(".".join(map(str, error["loc"])), worded(error)) for error in errors]))


def worded(error: Mapping[str, Any]) -> str:
    text, more = str(WORDS.get(error["type"], OTHER)), error.get("ctx") or {}
    return text % more if "%(" in text else text
