"""One workspace's modules, to be switched on and off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces import engine
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.switches import losses
from houtai.core.workspaces.usage import uses_of
from houtai.modules.platform.views.doors import Door


class Switches(Door, TemplateView):
    template_name = "platform/modules.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        workspace = get_object_or_404(Workspace, pk=kwargs.pop("key"))
        return super().get_context_data(title=workspace.name, **switches_of(workspace), **kwargs)

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        row = get_object_or_404(Workspace, pk=key)
        on = {name for name in request.POST.getlist("on") if name in catalog.optional}
        told = {"on": sorted(on & {*row.off}), "off": sorted(catalog.optional.keys() - on - {*row.off})}
        if any(told.values()):
            catalog.action("platform.switch").run(row, by=request.user, **told)
            messages.success(request, _("Kept. It holds everywhere within five seconds."))
        return redirect("platform.modules", row.pk)


def switches_of(workspace: Workspace) -> dict[str, Any]:
    """What the part of a workspace's page shows: each module, whether it is on, its use, and what stops without it."""
    used = {use.module: use for use in uses_of(workspace.pk)}
    there = engine.exists(workspace.pk)
    rows = [
        {
            "module": module,
            "on": name not in workspace.off,
            "use": used.get(name),
            "losses": losses(workspace.pk, module=name) if there else [],
        }
        for name, module in catalog.optional.items()
    ]
    return {"workspace": workspace, "rows": rows}
