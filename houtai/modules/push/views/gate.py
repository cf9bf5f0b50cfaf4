"""Who may post to the public doors, and how often."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from houtai.core.work.site import in_its_language
from houtai.core.workspaces.crowding import counted, origin_address
from houtai.modules.push.views.plain import refusal

LARGEST = 8_000
AN_HOUR = 30


def from_our_pages(view: Callable[..., HttpResponse]) -> Any:
    """Posts from our own pages only, and not too many from one place.

    No CSRF token: the pages that post here are the same for everybody and kept by caches, so they set no cookie, and
    there is no session to abuse. Browsers send Origin with every post, which no page of another site can forge.
    """

    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
            return refusal(request, _("This can only be sent from our own pages."), status=403)
        if int(request.headers.get("Content-Length") or 0) > LARGEST or len(request.body) > LARGEST:
            return refusal(request, _("This is too large."), status=413)
        if crowded(request):
            return refusal(request, _("Too many requests from one place. Please try again in an hour."), status=429)
        return view(request, *args, **options)

    return require_POST(csrf_exempt(never_cache(in_its_language(guarded))))


def crowded(request: HttpRequest) -> bool:
    return counted(f"push.posts.{origin_address(request)}", seconds=3600) > AN_HOUR
