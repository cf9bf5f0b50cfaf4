"""Every version of a text: what it said, what changed, and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST

from houtai.core.text.difference import difference, folded
from houtai.modules.coedit.models import Room, Version
from houtai.modules.coedit.models.access import READ
from houtai.modules.coedit.views.rooms import back, room_of

PAGE = 50


def address(room: Room) -> str:
    return reverse("coedit.versions", args=[room.kind, room.key, room.field])


class Versions(View):
    """The list, and one of them beside the one before it or beside the text as it stands."""

    def get(self, request: HttpRequest, **place: Any) -> HttpResponse:
        room, role = room_of(request, **place)
        page = Paginator(room.versions.all(), PAGE).get_page(request.GET.get("p"))
        chosen = room.versions.filter(pk=digits(request.GET.get("version"))).first() or next(iter(page), None)
        context = {"room": room, "page": page, "chosen": chosen, "writes": role != READ}
        context |= {"back": back(room), "history": back(room, "history")}
        if chosen:
            context["changes"] = folded(self.changes(room, chosen, request.GET.get("beside", "before")))
            context["beside"] = request.GET.get("beside", "before")
        return render(request, "coedit/versions.html", context)

    def changes(self, room: Room, chosen: Version, beside: str) -> Any:
        if beside == "now":
            return difference(chosen.html, room.html())
        before = room.versions.filter(seq__lte=chosen.seq, pk__lt=chosen.pk).first()
        return difference(before.html if before else "", chosen.html)

    def post(self, request: HttpRequest, **place: Any) -> HttpResponse:
        """Keep the text as it stands, under a name."""
        room, role = room_of(request, **place)
        if role == READ:
            raise Http404
        name = request.POST.get("name", "").strip()[:120]
        if name:
            Version.keep(room, name=name, by=str(request.user))
            messages.success(request, _("Kept as “%(name)s”.") % {"name": name})
        else:
            messages.error(request, _("Give the version a name."))
        return redirect(address(room))


@require_POST
def restore(request: HttpRequest, version: int, **place: Any) -> HttpResponse:
    """Write an older text into the live one, as an edit; what it said until now is kept as a version."""
    room, role = room_of(request, **place)
    if role == READ:
        raise Http404
    chosen = get_object_or_404(room.versions, pk=version)
    room.replace(chosen.html)
    Version.keep(room, name=_("Back to %(version)s") % {"version": chosen}, by=str(request.user))
    messages.success(request, _("The text says again what it said then. What it said until now is kept below."))
    return redirect(address(room))


def digits(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 18 else None
