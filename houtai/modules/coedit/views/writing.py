"""The editor alone, for a guest."""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from houtai.core.catalog.catalog import catalog
from houtai.modules.coedit.models.access import WRITE, of_guest
from houtai.modules.coedit.models.refusals import Refused
from houtai.modules.coedit.widgets.texts import TEXTS


def write(request: HttpRequest, token: str) -> HttpResponse:
    """404 for a link that is not good (any more)."""
    if not catalog.is_on("coedit"):
        raise Http404
    try:
        guest, target, role = of_guest(token, at=now())
    except Refused as refused:
        raise Http404 from refused
    texts = {name: str(text) for name, text in TEXTS.items()}
    shown = reverse("coedit:guest_shown", args=[token, 0]).removesuffix("0/") + "{id}/"
    options = {"language": get_language(), "label": _("Text"), "texts": texts, "user": guest.key, "pictures": shown}
    if role == WRITE:
        options["upload"] = options["fetch"] = reverse("coedit:guest_picture", args=[token])
    context = {
        "guest": guest,
        "title": str(target),
        "room": f"/coedit/{guest.room}/?guest={token}",
        "options": json.dumps(options),
    }
    response = render(request, "coedit/guest.html", context)
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "same-origin"
    return response
