"""The part of a workspace's page that says which modules it has and uses."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.usage import uses_of


def part(workspace: Workspace, request: HttpRequest) -> str:
    used = {use.module: use for use in uses_of(workspace.pk)}
    rows = [(module, name not in workspace.off, used.get(name)) for name, module in catalog.optional.items()]
    return render_to_string("workspaces/modules_part.html", {"workspace": workspace, "rows": rows}, request)
