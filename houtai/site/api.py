"""The open API: every module's part of it under /api/v1/, with one document."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import URLPattern, path, re_path
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError

from houtai.core.catalog.catalog import catalog
from houtai.core.work.api import problems, unfit
from houtai.core.work.api.doors import KEY
from houtai.core.work.api.pace import Pace
from houtai.core.work.errors import Refused
from houtai.site import reference

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
View = Callable[..., HttpResponse]
ABOUT = _("Read and write what this workspace publishes. Keys are made at the desk, under Developers.")


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Any) -> str:
        """Names of functions are plain, and each is there once."""
        return str(operation.view_func.__name__)


@cache
def api() -> Api:
    made = Api(
        title="Houtai", version="1", description=ABOUT, openapi_url=None, docs_url=None, auth=KEY, throttle=Pace()
    )
    for module in catalog.modules.values():
        if module.api:
            part: Router = import_string(module.api)
            part.add_decorator(door(module.name), mode="view")
            made.add_router("", part, tags=[module.name])
    for kind, handler in HANDLERS.items():
        made.add_exception_handler(kind, handler)
    return made


def door(module: str) -> Callable[[View], View]:
    """Before a module's operations: 404 where it is off; else its use is counted, as that of its pages."""

    def before(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not catalog.is_on(module):
                return problems.NOTHING_HERE.response()
            request.module = module
            try:
                return view(request, *args, **kwargs)
            except problems.Problem as problem:  # Of asking too fast: the library catches those of operations alone.
                return problem.response()

        return guarded

    return before


HANDLERS: dict[type[Exception], Any] = {
    problems.Problem: lambda _request, problem: problem.response(),
    Refused: lambda _request, refused: problems.Problem.of(refused).response(),
    Http404: lambda _request, _error: problems.NOTHING_HERE.response(),
    AuthenticationError: lambda _request, _error: problems.NO_KEY.response(),
    ValidationError: lambda _request, error: unfit.of_schema(error.errors).response(),
    HttpError: lambda _request, _error: problems.UNREADABLE.response(),
    SuspiciousOperation: lambda _request, _error: problems.UNREADABLE.response(),
    MultiPartParserError: lambda _request, _error: problems.UNREADABLE.response(),
    RequestDataTooBig: lambda _request, _error: problems.TOO_LARGE.response(),
}


@cache
def owners() -> dict[str, str]:
    """Each address, with its parameters in braces, and the module that serves it."""
    paths = api().get_openapi_schema(path_prefix=reference.PREFIX)["paths"]
    return {path: next(iter(verbs.values()))["tags"][0] for path, verbs in paths.items()}


def in_shape(view: View) -> View:
    """What Django itself answers, such as 405, is told like every other refusal."""

    @csrf_exempt
    @wraps(view)
    def shaped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            match = request.resolver_match
            if match and not catalog.is_on(owners().get(PARAMETER.sub(r"{\1}", f"/{match.route}"), "")):
                return problems.NOTHING_HERE.response()
            return problems.not_allowed(response["Allow"]).response()
        return response

    return shaped


def urls() -> list[Any]:
    found, _app, _space = api().urls
    for pattern in found:
        if isinstance(pattern, URLPattern):
            pattern.callback = in_shape(pattern.callback)
    own = [
        path("", reference.page, name="api"),
        path("openapi.json", reference.document, name="openapi"),
    ]
    return [*own, *(each for each in found if each.name != "api-root"), re_path(r"^", csrf_exempt(nothing))]


def nothing(_request: HttpRequest) -> HttpResponse:
    return problems.NOTHING_HERE.response()
