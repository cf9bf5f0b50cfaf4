"""Why one reader did or did not get one push."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.readers.models import Channel, Reader
from houtai.modules.push.models import Push
from houtai.modules.push.models.reason import Explanation, why
from houtai.modules.push.views.doors import Door
from houtai.modules.push.views.fates import BY_NAME


class Why(Door, View):
    permission = "push.view_delivery"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        seen = Push.objects.visible_to(request.user).select_related("subject")
        push, asked = get_object_or_404(seen, pk=pk), request.GET.get("reader", "").strip()[:200]
        reader = found(asked, request.user)
        answer = why(push, reader) if reader else None
        fate = BY_NAME.get(answer.fate) if answer else None
        context = {"push": push, "asked": asked, "reader": reader, "answer": answer, "fate": fate}
        return render(request, "push/why.html", {**context, "channels": reached_by(answer) if answer else []})


def reached_by(answer: Explanation) -> list[tuple[Any, str]]:
    """By channel: whether there is an address that lives, and what the reader says to it."""
    said = {row.channel: row.given for row in answer.consents}
    alive = {row.channel for row in answer.addresses if row.dead is None}
    known = {row.channel for row in answer.addresses}
    return [(label, told(name in known, name in alive, said.get(name))) for name, label in Channel.choices]


def told(known: bool, alive: bool, given: bool | None) -> str:
    address = _("an address") if alive else _("a dead address") if known else _("no address")
    return address if given is None else f"{address}, {_('says yes') if given else _('says no')}"


def found(asked: str, user: Any) -> Reader | None:
    """By the site's own key, or else by number: #12 or 12."""
    seen = Reader.objects.visible_to(user)
    number = asked.removeprefix("#")
    by_key: Reader | None = seen.filter(key=asked).first() if asked else None
    if by_key or not (number.isdecimal() and len(number) < 18):
        return by_key
    by_number: Reader | None = seen.filter(pk=int(number)).first()
    return by_number
