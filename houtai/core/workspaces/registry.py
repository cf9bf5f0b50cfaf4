"""From a host name to a workspace, remembered for a moment."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from houtai.core.workspaces import engine
from houtai.core.workspaces.context import current_or_none
from houtai.core.workspaces.models import Host, Workspace

KEPT = 3.0
MOST = 4096
LONGEST = 260


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a host name leads: a workspace, the engine that serves it, and the state it is in."""

    workspace: str
    engine: str
    state: str

    @property
    def served(self) -> bool:
        return self.state == str(Workspace.State.ACTIVE)


_known: dict[str, tuple[float, Place | None]] = {}


def place_of(host: str, *, clock: float | None = None) -> Place | None:
    """Where a Host header leads, port or not, whatever the workspace's state; None for a host that is not ours."""
    name, now = name_in(host), time.monotonic() if clock is None else clock
    if not name:
        return None
    until, place = _known.get(name, (float("-inf"), None))
    if until < now:
        place = _look_up(name)
        _remember(name, now + KEPT, place)
    return place


def workspace_of(host: str, *, clock: float | None = None) -> str | None:
    """The active workspace that a Host header leads to; None for every other host."""
    place = place_of(host, clock=clock)
    return place.workspace if place and place.served else None


def name_in(host: str) -> str:
    """The host name of a Host header: lower case, without port and final dot; "" for what is none."""
    return split_domain_port(host)[0] if len(host) <= LONGEST else ""


def is_own(name: str) -> bool:
    """Whether a host name is the installation's: it leads to the default workspace and can be given to no other."""
    return validate_host(name, [host for host in settings.HOSTS if not host.startswith((".", "*"))])


def default_workspace() -> str | None:
    return Workspace.objects.filter(default=True).values_list("pk", flat=True).first()


def hosts_of(workspace: str) -> list[str]:
    """Every host name that leads to it, its public one first."""
    own = list(Host.objects.filter(workspace=workspace).order_by("pk").values_list("name", flat=True))
    if workspace == default_workspace():
        return [settings.URL.hostname, *own, *(name for name in settings.HOSTS if name != settings.URL.hostname)]
    return [*own, f"{workspace}.{settings.URL.hostname}"]


def origin_of(workspace: str) -> str:
    """Scheme, host and port at which readers find a workspace, for links in what is sent to them."""
    name = hosts_of(workspace)[0]
    if name == settings.URL.hostname:
        return str(settings.URL.origin)
    scheme, _, place = settings.URL.origin.partition("://")
    port = place.removeprefix(f"[{settings.URL.hostname}]").removeprefix(settings.URL.hostname)
    return f"{scheme}://{name}{port}"


def origin_here() -> str:
    """That of the current workspace; the installation's own where none is."""
    workspace = current_or_none()
    return origin_of(workspace) if workspace else str(settings.URL.origin)


def forget_hosts() -> None:
    """Look every host and every workspace's engine up again: after a change to the registry."""
    _known.clear()
    engine.forget()


def _look_up(name: str) -> Place | None:
    places = Workspace.objects.values_list("pk", "engine", "state")
    found = None
    if not is_own(name):
        found = places.filter(hosts__name=name).first() or places.filter(pk=_built_in(name)).first()
    if found is None and validate_host(name, settings.HOSTS):
        found = places.filter(default=True).first()
    return Place(workspace=found[0], engine=found[1], state=found[2]) if found else None


def _built_in(name: str) -> str:
    """The workspace's own id before the installation's host name: an address for one that has no other."""
    first, _, rest = name.partition(".")
    return first if rest == settings.URL.hostname else ""


def _remember(name: str, until: float, place: Place | None) -> None:
    """Strangers go first: whoever makes up hosts must not make us forget our own."""
    if len(_known) >= MOST:
        own = {known: kept for known, kept in _known.copy().items() if kept[1]}
        _known.clear()
        _known.update(own if len(own) < MOST else {})
    _known[name] = until, place
