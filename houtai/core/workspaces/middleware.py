"""Enters the workspace under servers that are not ASGI, as in tests. The real server does it around Django."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from houtai.core.workspaces.context import current_or_none, enter
from houtai.core.workspaces.registry import place_of


class WorkspaceByHost:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if current_or_none() is not None:
            return self.get_response(request)
        place = place_of(request.META.get("HTTP_HOST", ""))
        if place is not None and place.state == "suspended":
            return HttpResponse(b"This workspace is suspended.\n", content_type="text/plain", status=503)
        if place is None or not place.served:
            return HttpResponse(b"There is nothing at this address.\n", content_type="text/plain", status=404)
        with enter(place.workspace):
            response = self.get_response(request)
            if response.streaming:
                # It is sent after this returns, and its rows must be read before.
                response.streaming_content = list(response.streaming_content)
            return response
