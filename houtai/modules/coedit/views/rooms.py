"""The room that a desk page is about."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from houtai.modules.coedit.models import Room
from houtai.modules.coedit.models.access import of_user
from houtai.modules.coedit.models.refusals import Refused


def room_of(request: HttpRequest, kind: str, key: int, field: str) -> tuple[Room, str]:
    """A room whose text this person may see, and their role in it. For everybody else there is none."""
    try:
        target, role = of_user(kind, str(key), field, request.user)
    except Refused as refused:
        raise Http404 from refused
    return Room.objects.seeded(target, field), role


def back(room: Room, name: str = "edit") -> str:
    """The page on which the text is written, or another one of what it is of."""
    viewset = getattr(room.target(), "snippet_viewset", None)
    return reverse(viewset.get_url_name(name), args=[room.key]) if viewset else ""
