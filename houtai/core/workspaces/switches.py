"""Modules on and off by workspace. What belongs to a module that is off is kept, and offered to nobody."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import copy_context
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from houtai.core.catalog.catalog import UnknownName, catalog
from houtai.core.catalog.needs import needs, stopping
from houtai.core.workspaces.context import current_or_none, enter, settle
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.refusals import Refusal
from houtai.core.workspaces.tasks import QUEUE

KEPT_SECONDS, PAUSE = 5, timedelta(hours=1)
MEMORY = "modules-off"


class AlwaysOn(Refusal):
    """Every module stands on this one, so it cannot be switched off."""


class NoSuchModule(Refusal):
    """Nobody offers a module of this name."""


def off() -> frozenset[str]:
    """Names of the modules that are off in the current workspace; none without one. Other processes know in 5 s."""
    workspace = current_or_none()
    if workspace is None:
        return frozenset()
    known: frozenset[str] | None = cache.get(MEMORY)
    if known is None:
        names, home = Workspace.objects.filter(pk=workspace).values_list("off", "default").first() or ((), False)
        known = frozenset(names) & catalog.optional.keys() | (frozenset() if home else catalog.home_only)
        cache.set(MEMORY, known, KEPT_SECONDS)
    return known


def switch(workspace: str, *, now: datetime, off: Iterable[str] = (), on: Iterable[str] = ()) -> list[str]:
    """Switch modules of a workspace off and on, and return which are off then. Raises NoSuchModule and AlwaysOn.

    Tasks that waited for a module that is on again are due at once.
    """
    off, on = set(off), set(on)
    for name in off | on:
        refuse(name)
    with transaction.atomic(using=CONTROL):
        row = Workspace.objects.select_for_update().get(pk=workspace)
        row.off = sorted({*row.off, *off} - on)
        row.save(update_fields=["off"])
        for name in on:
            tasks_of(name, workspace=workspace).filter(run_after__gt=now).update(run_after=now)
    copy_context().run(forget, workspace)
    return list(row.off)


def forget(workspace: str) -> None:
    """In a context of its own: no query is asked, so a transaction that is open elsewhere is no matter."""
    settle(workspace)
    cache.delete(MEMORY)


def refuse(name: str) -> None:
    if name not in catalog.modules:
        raise NoSuchModule(str(UnknownName("module", name, catalog.modules)))
    if name not in catalog.optional:
        raise AlwaysOn(_("“%(name)s” cannot be switched off: every module stands on it.") % {"name": name})


def losses(workspace: str, *, module: str) -> list[str]:
    """What stops in a workspace without a module: words of other modules that use it, and what people made of them."""
    refuse(module)
    declared = [f"{need.module.label}: {need.by} ({need.name})" for need in needs(catalog, of=module)]
    with enter(workspace):
        return [*declared, *stopping(catalog, of=module)]


def tasks_of(module: str, *, workspace: str) -> Any:
    """What waits in the queue for a module."""
    waiting = DBTaskResult.objects.filter(backend_name=QUEUE, status=TaskResultStatus.READY)
    return waiting.filter(task_path__startswith=f"houtai.modules.{module}.", args_kwargs__workspace=workspace)


def put_off(row: Any, *, now: datetime) -> bool:
    """Whether a claimed task's module is off in the task's workspace; then it waits on, and nothing is lost.

    That it was claimed is forgotten, for it did not run.
    """
    module = row.task_path.removeprefix("houtai.modules.").partition(".")[0]
    workspace = row.args_kwargs.get("workspace")
    if module not in catalog.optional or not workspace:
        return False
    with enter(workspace):
        if catalog.is_on(module):
            return False
    row.status, row.run_after, row.worker_ids = TaskResultStatus.READY, now + PAUSE, row.worker_ids[:-1]
    row.started_at = None
    row.save(update_fields=["status", "run_after", "worker_ids", "started_at"])
    return True


def install() -> None:
    """Called once, when the apps are ready: the catalog is below and asks whoever it was told to."""
    catalog.switch(off)
