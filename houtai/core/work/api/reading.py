"""Answers that may be kept, as long as they are asked for again each time."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page

View = Callable[..., HttpResponse]


def readable(view: View) -> View:
    """304 when nothing has changed. What everybody may read, pages of other sites may fetch as well."""

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code < 300:
            keyed = "Authorization" in request.headers
            if "ETag" in response:
                response["ETag"] = exact(response["ETag"], response.content)
            patch_cache_control(response, no_cache=True, **({"private": True} if keyed else {}))
            patch_vary_headers(response, ["Authorization", "Accept-Language"])
            if not keyed:
                response["Access-Control-Allow-Origin"] = "*"
        return response

    shown: View = conditional_page(read)
    return shown


def exact(version: str, content: bytes) -> str:
    """The version's tag with what was told of it: what belongs to other rows may change without a new version."""
    return f'{version[:-1]}.{sha256(content).hexdigest()[:8]}"'
