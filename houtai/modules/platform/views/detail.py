"""One workspace: its state, addresses, members, what was done to it, and what else is told about workspaces."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.components import when
from houtai.core.work.models import Decision
from houtai.core.workspaces import desk, purging, registry
from houtai.core.workspaces.hosts import spoken
from houtai.core.workspaces.models import Member, Workspace
from houtai.modules.platform.actions.act import KIND
from houtai.modules.platform.views.doors import Door
from houtai.modules.platform.views.shown import STATES, TONES, name_of, size_of, written_size

PEOPLE, STEPS = 50, 20
TURNS = ("platform.resume", "platform.suspend", "platform.stay", "platform.leave")


class Detail(Door, View):
    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        workspace = get_object_or_404(Workspace.objects.visible_to(request.user), pk=key)
        told = {**shown(workspace, request.user), **doable(workspace), "parts": list(parts(workspace, request))}
        return render(request, "platform/workspace.html", told)


def shown(workspace: Workspace, user: Any) -> dict[str, Any]:
    members = Member.objects.filter(workspace=workspace).select_related("user").order_by("-active", "joined_at")
    decisions = Decision.objects.visible_to(user).filter(subject__kind=KIND, subject__key=workspace.pk)
    return {
        "workspace": workspace,
        "title": name_of(workspace),
        "state": (STATES[workspace.state], TONES[workspace.state]),
        "facts": facts(workspace),
        "ends": purging.ends(workspace) if workspace.state == "leaving" else None,
        "origin": registry.origin_of(workspace.pk),
        "hosts": [(host.pk, spoken(host.pk)) for host in workspace.hosts.order_by("pk")],
        "members": members[:PEOPLE],
        "member_count": members.count(),
        "decisions": decisions.order_by("-id")[:STEPS],
    }


def facts(workspace: Workspace) -> list[tuple[Any, Any]]:
    return [
        (_("Database"), workspace.get_engine_display()),
        (_("Size of the database"), written_size(size_of(workspace))),
        (_("Made"), when(workspace.created_at)),
        (_("In this state since"), when(workspace.since)),
        (_("Id"), workspace.pk),
    ]


def doable(workspace: Workspace) -> dict[str, Any]:
    """What the page offers. Nobody suspends or deletes the default workspace, and the page says why."""
    turns = [] if workspace.default else [catalog.action(name) for name in TURNS]
    settled = workspace.state in ("active", "suspended")
    return {"turns": [turn for turn in turns if turn.possible(workspace)], "may_name": settled}


def parts(workspace: Workspace, request: HttpRequest) -> Iterator[Any]:
    """Markup of every file of core/workspaces/desk that has a `part`."""
    for found in iter_modules(desk.__path__):
        part = getattr(import_module(f"{desk.__name__}.{found.name}"), "part", None)
        if part and (markup := part(workspace, request)):
            yield markup
