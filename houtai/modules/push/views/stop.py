"""Stopping one push or several: asks first, and says what can no longer be called back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.errors import Refused
from houtai.modules.push.models import Push, PushState
from houtai.modules.push.views.doors import SEND, Door
from houtai.modules.push.views.reckoning import reckon

MOST = 200
OPEN = (PushState.SCHEDULED, PushState.SENDING)


class StopPushes(Door, View):
    """GET asks, POST does it. Each push is a decision of its own; what is refused is said, and the rest is stopped."""

    permission = SEND

    def get(self, request: HttpRequest) -> HttpResponse:
        pushes = self.chosen(request.GET.getlist("push"))
        found = reckon(pushes)
        rows = [(push, found[push.pk]) for push in pushes]
        return render(request, "push/stop.html", {"rows": rows})

    def post(self, request: HttpRequest) -> HttpResponse:
        pushes, batch = self.chosen(request.POST.getlist("push")), uuid.uuid4().hex
        because = Because(reason=request.POST.get("because", "")[:1000], batch=batch)
        done = sum(self.stopped(push, because) for push in pushes)
        if done:
            messages.success(request, ngettext("%(n)s push stopped.", "%(n)s pushes stopped.", done) % {"n": done})
        return redirect("push.push", pk=pushes[0].pk) if len(pushes) == 1 else redirect("push.pushes")

    def stopped(self, push: Push, because: Because) -> bool:
        try:
            catalog.action("push.stop").run(push.subject, by=self.request.user, because=because, push=push.pk)
        except Refused as refused:
            messages.error(self.request, f"{push}: {refused.message}")
            return False
        return True

    def chosen(self, keys: list[str]) -> list[Push]:
        seen: Any = Push.objects.visible_to(self.request.user).filter(state__in=OPEN)
        numbers = [int(key) for key in keys[:MOST] if key.isdecimal() and len(key) < 18]
        found = list(seen.filter(pk__in=numbers).defer("members").select_related("subject").order_by("due", "pk"))
        if not found:
            raise Http404
        return found
