"""What people see when something goes wrong that no view foresaw: a full disk, a busy database, a fault of ours."""

from __future__ import annotations

import errno
import sys
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.defaults import page_not_found

from houtai.core.work.api.problems import Problem
from houtai.core.work.site import in_its_language

FULL = ("disk is full", "no space left", "could not extend file")
LOCKED = ("is locked", "lock timeout", "deadlock detected", "too many clients", "connection slots")
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
WAIT_SECONDS = 5
DESK = ("/desk/", "/account/", "/api/", "/language/")


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """title, told: for people; wait: seconds after which the same may go well, or None."""

    status: int
    title: Any
    told: Any
    wait: int | None = None


DISK_FULL = Trouble(
    status=507,
    title=_("The disk is full"),
    told=_(
        "The server has no room left, so this could not be saved. Nothing was changed halfway, and it is safe to try "
        "again: nothing is done twice. Whoever runs this server must make room first."
    ),
)
BUSY = Trouble(
    status=503,
    title=_("The database is busy"),
    told=_(
        "Something else is writing just now, so this could not be saved. Nothing was changed halfway. Try again in a "
        "few seconds: nothing is done twice."
    ),
    wait=WAIT_SECONDS,
)
FAULT = Trouble(
    status=500,
    title=_("Something went wrong"),
    told=_(
        "This is a fault of Houtai and was written to its log. Nothing was changed halfway. Go back and try again; if "
        "it happens once more, tell whoever runs this server."
    ),
)


def trouble_of(error: BaseException | None) -> Trouble:
    text = str(error).lower()
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return DISK_FULL
    if isinstance(error, OperationalError) and any(words in text for words in FULL):
        return DISK_FULL
    if isinstance(error, OperationalError) and any(words in text for words in LOCKED):
        return BUSY
    return FAULT


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for an error that rose to the top: a whole page, or one paragraph for a script that asked."""
    trouble = trouble_of(sys.exc_info()[1])
    if request.path.startswith("/api/"):
        return told(trouble)
    response = HttpResponse(body(request, trouble), status=trouble.status)
    if trouble.wait:
        response["Retry-After"] = str(trouble.wait)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Readers are told by the site, others by the desk."""
    if not of_readers(request):
        return page_not_found(request, exception)
    return nowhere(request)


@in_its_language
def nowhere(request: HttpRequest) -> HttpResponse:
    return render(request, "site/nowhere.html", status=404)


def of_readers(request: HttpRequest) -> bool:
    """Whether the address is none of the desk's."""
    return not request.path.startswith(DESK) and request.headers.get("X-Requested-With") != "XMLHttpRequest"


def told(trouble: Trouble) -> HttpResponse:
    """To a program, in the shape of all refusals."""
    headers = {"Retry-After": str(trouble.wait)} if trouble.wait else {}
    code = HTTPStatus(trouble.status).name.lower().replace("_", "-")
    return Problem(trouble.status, code, trouble.title, detail=trouble.told, headers=headers).response()


def body(request: HttpRequest, trouble: Trouble) -> str:
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return format_html("<p data-queue-message>{}. {}</p>", trouble.title, trouble.told)
    # Without the request: what it carries may ask the database, which may be what is in trouble.
    return render_to_string("site/trouble.html" if of_readers(request) else "500.html", {"trouble": trouble})
