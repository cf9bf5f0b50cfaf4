"""From a host name to a workspace, remembered for a moment."""

from __future__ import annotations

import time

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from houtai.core.workspaces.models import Host, Workspace

KEPT = 15.0
_known: dict[str, tuple[float, str | None]] = {}


def workspace_of(host: str, *, clock: float | None = None) -> str | None:
    """The workspace that a Host header leads to; None for a host that is not ours."""
    name, now = split_domain_port(host)[0], time.monotonic() if clock is None else clock
    if not name or not validate_host(name, settings.ALLOWED_HOSTS):
        return None
    until, workspace = _known.get(name, (0.0, None))
    if until < now:
        workspace = _look_up(name)
        _known[name] = (now + KEPT, workspace)
    return workspace


def default_workspace() -> str | None:
    return Workspace.objects.filter(default=True).values_list("pk", flat=True).first()


def origin_of(workspace: str) -> str:
    """Scheme and host at which readers find a workspace, for links in what is sent to them."""
    if _look_up(settings.URL.hostname) == workspace:
        return str(settings.URL.origin)
    own = Host.objects.filter(workspace=workspace).order_by("pk").values_list("name", flat=True).first()
    return str(settings.URL.origin).replace(settings.URL.hostname, own, 1) if own else str(settings.URL.origin)


def forget_hosts() -> None:
    """Look every host up again: after a change to the registry."""
    _known.clear()


def _look_up(name: str) -> str | None:
    own = Host.objects.filter(name=name).values_list("workspace", flat=True).first()
    return own or default_workspace()
