"""Leaving for another workspace, and coming in from one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import ActionMenuItem, SubMenuItem

from houtai.core.workspaces import switching
from houtai.core.workspaces.context import current
from houtai.core.workspaces.desk.members_doors import plain
from houtai.core.workspaces.models import Workspace

BACKEND = "houtai.core.workspaces.signin.MemberBackend"


class Switcher(MenuItem):
    """Where this person is, and under it their other workspaces; each entry is a form that posts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_others)

    def render_component(self, request: HttpRequest) -> Any:
        items = [
            ActionMenuItem(
                f"workspace-{each.workspace}",
                f"{each.name} – {each.host}",
                reverse("workspaces.switch", args=[each.workspace]),
                icon_name="site",
            )
            for each in switching.destinations(request.user)
        ]
        here = Workspace.objects.get(pk=current()).name
        return SubMenuItem(self.name, here, items, icon_name=self.icon_name, footer_text=str(self.label))


@never_cache
@require_POST
def switch(request: HttpRequest, workspace: str) -> HttpResponse:
    """A page that posts a one-time token to the other workspace, by itself where scripts run."""
    origin, session = f"{request.scheme}://{request.get_host()}", request.session.session_key
    try:
        there, token = switching.depart(request.user, to=workspace, origin=origin, session=session, now=now())
    except switching.NoWayThere as error:
        raise Http404(str(error)) from error
    context = {"title": there.name, "there": there, "token": token, "door": reverse("workspaces_arrive")}
    answer = render(request, "workspaces/members/switch.html", context)
    # The one page whose form may go elsewhere, and only there.
    answer._csp_update = {"form-action": [there.origin]}
    return answer


@csrf_exempt
@never_cache
@require_POST
def arrive(request: HttpRequest) -> HttpResponse:
    """No token of ours against forged forms can come along from another host: the origin is checked instead."""
    token, origin = request.POST.get("token", ""), request.headers.get("Origin", "")
    try:
        user, row = switching.arrive(token, origin=origin, now=now())
    except switching.NotHandedOver as refused:
        return plain(request, title=_("You were not signed in"), text=refused.message, status=403, sign_in=True)
    if request.user.pk != user.pk:
        login(request, user, backend=BACKEND)
    row.arrived = request.session.session_key
    row.save(update_fields=["arrived"])
    return redirect("wagtailadmin_home")
