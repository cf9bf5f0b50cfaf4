"""Shows the pictures of a text to those who write it; to a guest those of the text they were let into and no others."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from houtai.core.catalog.catalog import catalog
from houtai.modules.coedit.models.access import of_guest
from houtai.modules.coedit.models.refusals import Refused
from houtai.modules.coedit.views.pictures import WIDTH

SHOWN = re.compile(r'<embed embedtype="image" id="(\d+)"')


@require_safe
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to a picture of the library. 404 for who may neither choose nor add any."""
    policy = policy_registry.get_by_type(get_image_model())
    seen = policy.instances_user_has_any_permission_for(request.user, ["choose", "add", "change"])
    return redirect(get_object_or_404(seen, pk=pk).get_rendition(WIDTH).url)


@require_safe
def guest_shown(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Leads to the picture. 404 for a link that is not good, and for what is not in the text."""
    if not catalog.is_on("coedit"):
        raise Http404
    try:
        guest, _target, _role = of_guest(token, at=now())
    except Refused as refused:
        raise Http404 from refused
    if str(pk) not in SHOWN.findall(guest.room.html()):
        raise Http404
    return redirect(get_object_or_404(get_image_model(), pk=pk).get_rendition(WIDTH).url)
