"""Suspending or resuming several workspaces: each is a decision, and all of them are undone together."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.errors import Refused
from houtai.core.work.models import Decision
from houtai.core.workspaces.models import Workspace
from houtai.modules.platform.views.doors import Door
from houtai.modules.platform.views.shown import STATES, TONES

MOST = 500
VERBS = {"suspend": "active", "resume": "suspended"}


class Several(Door, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        rows = Workspace.objects.visible_to(request.user).filter(default=False, state__in=VERBS.values())
        words = request.GET.get("q", "")[:200]
        found = rows.filter(name__icontains=words).order_by("name", "pk")[:MOST]
        batch = request.GET.get("batch", "")[:40]
        context = {
            "title": _("Suspend or resume several"),
            "rows": [(row, STATES[row.state], TONES[row.state]) for row in found],
            "q": words,
            "batch": batch if Decision.objects.standing().filter(batch=batch, user=request.user).exists() else "",
        }
        return render(request, "platform/several.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        verb, batch = request.POST.get("verb", ""), uuid.uuid4().hex
        if verb not in VERBS:
            raise Http404
        seen = Workspace.objects.visible_to(request.user)
        chosen = list(seen.filter(pk__in=request.POST.getlist("workspace")[:MOST]).order_by("name", "pk"))
        because = Because(reason=request.POST.get("because", "")[:1000], batch=batch)
        done = sum(self.turned(one, verb, because) for one in chosen)
        if done:
            told = ngettext("%(n)s workspace done.", "%(n)s workspaces done.", done) % {"n": done}
            messages.success(request, told)
        elif not chosen:
            messages.warning(request, _("Tick at least one workspace. Nothing was changed."))
        return redirect(f"{reverse('platform.several')}?batch={batch}")

    def turned(self, workspace: Workspace, verb: str, because: Any) -> bool:
        try:
            catalog.action(f"platform.{verb}").run(workspace, by=self.request.user, because=because)
        except Refused as refused:
            messages.error(self.request, f"{workspace}: {refused.message}")
            return False
        return True
