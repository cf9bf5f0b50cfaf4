"""Making a workspace: a form that checks the host while it is typed, and a page that says what to do next."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import Refused
from houtai.core.workspaces import registry
from houtai.core.workspaces.hosts import spoken
from houtai.core.workspaces.models import Member, Workspace
from houtai.core.workspaces.refusals import Refusal
from houtai.modules.platform.forms import MakeForm, free
from houtai.modules.platform.views.doors import Door
from houtai.modules.platform.views.shown import name_of


class Make(Door, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, MakeForm(initial={"owner": request.user.email}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MakeForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, status=422)
        wanted = form.cleaned_data
        about = {"name": wanted["name"], "host": wanted["host"] or None, "on": wanted.get("engine") or None}
        try:
            workspace = catalog.action("platform.make").make(by=request.user, owner=wanted["owner"], **about)
        except (Refusal, Refused) as refused:
            # Somebody was faster with this host, or the other engine is not ready: what was typed stays.
            form.add_error(None, refused.message)
            return self.show(request, form, status=409)
        messages.success(request, _("The workspace is ready."))
        return redirect("platform.made", key=workspace.pk)

    def show(self, request: HttpRequest, form: MakeForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "title": _("Make a workspace"), "header_icon": "desktop"}
        return render(request, "platform/make.html", context, status=status)


class Free(Door, View):
    """Whether a host can be had, for the form while somebody types."""

    def get(self, request: HttpRequest) -> HttpResponse:
        host = request.GET.get("host", "")[:300]
        try:
            name = free(host)
        except Refusal as refusal:
            return JsonResponse({"free": False, "message": str(refusal.message)})
        return JsonResponse({"free": True, "message": _("%(host)s is free.") % {"host": spoken(name)}})


class Made(Door, View):
    """Where it is, and what to do next."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        workspace = get_object_or_404(Workspace.objects.visible_to(request.user), pk=key)
        context: dict[str, Any] = {
            "workspace": workspace,
            "title": name_of(workspace),
            "origin": registry.origin_of(workspace.pk),
            "hosts": workspace.hosts.exists(),
            "members": Member.objects.filter(workspace=workspace).select_related("user")[:5],
        }
        return render(request, "platform/made.html", context)
