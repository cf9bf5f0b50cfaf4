"""Who from outside is let into a text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import Refused
from houtai.modules.coedit.forms import GuestForm
from houtai.modules.coedit.models.access import READ
from houtai.modules.coedit.views.rooms import back, room_of

INVITE = "coedit.add_guest"


def inviting(request: HttpRequest, place: dict[str, Any]) -> Any:
    """The room, for whoever may write in it and invite others; for everybody else there is none."""
    room, role = room_of(request, **place)
    if role == READ or not request.user.has_perm(INVITE):
        raise Http404
    return room


class GuestPage(View):
    """Whoever was invited, and a form for one more."""

    def get(self, request: HttpRequest, **place: Any) -> HttpResponse:
        return self.show(request, inviting(request, place), GuestForm())

    def post(self, request: HttpRequest, **place: Any) -> HttpResponse:
        room = inviting(request, place)
        form = GuestForm(request.POST)
        if not form.is_valid():
            return self.show(request, room, form)
        try:
            with transaction.atomic():
                guest = form.invited(room=room, by=request.user, at=now())
                told = {"guest": guest.pk, "name": guest.name, "role": guest.role}
                catalog.action("coedit.invite").run(room.target(), by=request.user, **told)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Send this link to %(name)s. Whoever has it comes in.") % {"name": guest.name})
        return redirect(reverse("coedit.guests", kwargs=place))

    def show(self, request: HttpRequest, room: Any, form: GuestForm) -> HttpResponse:
        context = {"room": room, "guests": room.guests.exclude(opened=None), "form": form, "back": back(room)}
        return render(request, "coedit/guests.html", context)


@require_POST
def disinvite(request: HttpRequest, guest: int, **place: Any) -> HttpResponse:
    room = inviting(request, place)
    row = get_object_or_404(room.guests, pk=guest)
    try:
        catalog.action("coedit.disinvite").run(room.target(), by=request.user, guest=row.pk, name=row.name)
        messages.success(request, _("The link opens nothing any more."))
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(reverse("coedit.guests", kwargs=place))
