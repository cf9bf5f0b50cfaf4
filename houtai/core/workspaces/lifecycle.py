"""The life of a workspace: made, renamed, suspended, resumed, leaving, taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import purging, registry
from houtai.core.workspaces.backups import begun
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.hosts import written
from houtai.core.workspaces.journal import refuse_moving
from houtai.core.workspaces.making import HostTaken, making
from houtai.core.workspaces.models import Host, Workspace
from houtai.core.workspaces.names import named
from houtai.core.workspaces.refusals import Refusal

__all__ = [
    "HostTaken", "IsDefault", "NoSuchHost", "NotNow", "add_host", "begin", "drop_host", "leave", "make", "purge",
    "rename", "resume", "stay", "suspend",
]  # fmt: skip

State: Any = Workspace.State


class IsDefault(Refusal):
    message = _(
        "The default workspace holds the platform's own desk and the log of all that is done to workspaces, so it "
        "stays and cannot be suspended."
    )


class NotNow(Refusal):
    message = _("This cannot be done to a workspace in this state.")


class NoSuchHost(Refusal):
    message = _("This host name does not lead here.")


def make(
    *, name: str, host: str | None = None, engine: str | None = None, owner: Any = None, default: bool = False
) -> Workspace:
    """A new workspace at work, cloned from the golden database: whole or not at all.

    engine: by default that of this process; owner: an identity, who becomes a superuser there.
    Raises BadName, BadHost, HostTaken.
    """
    with making(name=name, host=host, on=engine, owner=owner, default=default) as workspace:
        begin(workspace, at=now())
    return workspace


def begin(workspace: Workspace, *, at: datetime, suspended: bool = False) -> None:
    """What was being made is ready and is served from now on, or from `resume` on. Raises NotNow."""
    _turn(workspace, of=[State.MAKING], to=State.SUSPENDED if suspended else State.ACTIVE, at=at)


def rename(workspace: Workspace, *, name: str) -> None:
    """Raises BadName."""
    workspace.name = named(name)
    workspace.save(update_fields=["name"])


def add_host(workspace: Workspace, *, host: str) -> str:
    """Lead a host to it; returns the host as it is kept. Raises BadHost, HostTaken."""
    name = written(host)
    try:
        with transaction.atomic(using=CONTROL):
            Host.objects.create(name=name, workspace=workspace)
    except IntegrityError as error:
        raise HostTaken from error
    registry.forget_hosts()
    return name


def drop_host(workspace: Workspace, *, host: str) -> str:
    """Raises NoSuchHost."""
    gone, _rows = Host.objects.filter(name=host.strip().lower(), workspace=workspace).delete()
    if not gone:
        raise NoSuchHost
    registry.forget_hosts()
    return host.strip().lower()


def suspend(workspace: Workspace, *, at: datetime) -> None:
    """Nothing of it is served and its jobs wait, until `resume`. Raises IsDefault, NotNow."""
    _turn(workspace, of=[State.ACTIVE], to=State.SUSPENDED, at=at)


def resume(workspace: Workspace, *, at: datetime) -> None:
    """Raises NotNow."""
    _turn(workspace, of=[State.SUSPENDED], to=State.ACTIVE, at=at)


def leave(workspace: Workspace, *, at: datetime) -> None:
    """Begin to delete it: it is served no more, and purged when the waiting time is over. Raises IsDefault, NotNow."""
    _turn(workspace, of=[State.ACTIVE, State.SUSPENDED], to=State.LEAVING, at=at)


def stay(workspace: Workspace, *, at: datetime, state: str = "active") -> None:
    """Take `leave` back, into the state it had. Raises NotNow."""
    if state not in (State.ACTIVE, State.SUSPENDED):
        raise NotNow
    _turn(workspace, of=[State.LEAVING], to=State(state), at=at)


def purge(*, now: datetime) -> list[str]:
    """Delete for good what has been leaving for the waiting time. Returns the names."""
    gone = purging.due(now=now)
    for workspace in gone:
        purging.empty(workspace)
        purging.close(workspace)
    return [workspace.name for workspace in gone]


def _turn(workspace: Workspace, *, of: Iterable[Any], to: Any, at: datetime) -> None:
    """One conditional write, so that of two who turn it at once one is told that it is too late. Raises Moving."""
    if workspace.default and to in (State.SUSPENDED, State.LEAVING):
        raise IsDefault
    refuse_moving(workspace.pk)
    if not Workspace.objects.filter(pk=workspace.pk, state__in=list(of)).update(state=to, since=at):
        raise NotNow
    begun.forget(workspace.pk)
    workspace.state, workspace.since = to, at
    registry.forget_hosts()
