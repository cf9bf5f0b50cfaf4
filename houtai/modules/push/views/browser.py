"""The doors of the subscribe button and of the service worker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houtai.modules.push.client import vapid
from houtai.modules.push.models import subscribing
from houtai.modules.push.models.reaching import Unusable
from houtai.modules.push.models.wishes import Farewell, Wish, read
from houtai.modules.push.views.gate import from_our_pages
from houtai.modules.push.views.plain import refusal


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, because a worker's place bounds what it may serve."""
    body = Path(str(finders.find("push/sw.js"))).read_bytes()
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The public key that browsers subscribe for."""
    return JsonResponse({"key": vapid().public}, headers={"Cache-Control": "public, max-age=300"})


@from_our_pages
def subscribe(request: HttpRequest) -> HttpResponse:
    try:
        subscribing.subscribe(told(request, Wish), now=timezone.now())
    except Unusable as error:
        return refusal(request, str(error), status=400)
    return JsonResponse({"subscribed": True}, status=201)


@from_our_pages
def unsubscribe(request: HttpRequest) -> HttpResponse:
    try:
        known = subscribing.unsubscribe(told(request, Farewell), now=timezone.now())
    except Unusable as error:
        return refusal(request, str(error), status=400)
    if not known:
        return refusal(request, _("This browser is not subscribed."), status=404)
    return JsonResponse({"subscribed": False})


def told(request: HttpRequest, kind: Any) -> Any:
    if request.content_type != "application/json":
        raise Unusable("Content-Type must be application/json")
    return read(request.body, kind)
