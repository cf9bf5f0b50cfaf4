"""Deleting a workspace for good, when the waiting time is over. Each step may be done twice."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from houtai.core.workspaces import engine, registry
from houtai.core.workspaces.backups.pruning import forget
from houtai.core.workspaces.models import Workspace

WAITING_DAYS = 30


def ends(workspace: Workspace) -> datetime:
    """When a workspace that is leaving is gone for good."""
    return workspace.since + timedelta(days=WAITING_DAYS)


def due(*, now: datetime) -> list[Workspace]:
    leaving = Workspace.objects.filter(state=Workspace.State.LEAVING, default=False)
    return list(leaving.filter(since__lte=now - timedelta(days=WAITING_DAYS)).order_by("since", "pk"))


def empty(workspace: Workspace) -> None:
    """Its tasks, database and files go. Sessions there ended long before: nobody could use them since it left."""
    DBTaskResult.objects.filter(args_kwargs__workspace=workspace.pk).delete()
    engine.destroy(workspace.pk)
    with suppress(FileNotFoundError):
        shutil.rmtree(engine.folder_of(workspace.pk))


def close(workspace: Workspace) -> None:
    """Its row goes, and with it hosts, members, invitations and seals; its back-ups last.

    Identities stay: they are the people's own.
    """
    Workspace.objects.filter(pk=workspace.pk).delete()
    registry.forget_hosts()
    forget(workspace.pk)
