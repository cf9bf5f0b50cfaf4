"""Moving a workspace to the other database engine: written over, compared row by row, then switched in one step."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from houtai.core.workspaces import engine, pool, registry, schema
from houtai.core.workspaces.archive.comparing import Difference, same
from houtai.core.workspaces.archive.drafts import draft
from houtai.core.workspaces.archive.dumping import Progress, dump, silent
from houtai.core.workspaces.archive.errors import ArchiveError
from houtai.core.workspaces.archive.loading import load
from houtai.core.workspaces.archive.searching import of_engine, reindex
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.engines import ENGINES
from houtai.core.workspaces.journal import Journal, recover
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.preparation import NoGolden, golden
from houtai.core.workspaces.standing_in import fenced, standing_in
from houtai.core.workspaces.stillness import wait_until_still
from houtai.core.workspaces.tasks import QUEUE

State = Workspace.State


class CannotMove(ArchiveError):
    """The workspace is there already, is not at work, or is behind the code."""


class NotSame(ArchiveError):
    """The copy is not what it was made from, so it was thrown away. differences: the first ones of each table."""

    def __init__(self, differences: list[Difference]) -> None:
        self.differences = differences
        super().__init__(f"The copy differs and was thrown away: {'; '.join(map(str, differences[:5]))}")


def unseen(step: str) -> None:
    """Steps that nobody watches."""


def move(
    key: str,
    *,
    to: str,
    now: datetime,
    progress: Progress = silent,
    step: Callable[[str], None] = unseen,
    wait: Callable[[float], None] = time.sleep,
) -> None:
    """Move a workspace to the engine called `to`. It is suspended meanwhile, and has its state again afterwards.

    step: called by name before each one. Whatever happens before the switch leaves the old database untouched and in
    use; what a killed process left is put right by `recover`, at the next move or at `prepare`.
    Raises CannotMove, StillBusy, NotSame, NoRoom, ServerUnreachable.
    """
    recover()
    workspace = Workspace.objects.get(pk=key)
    _check(workspace, to)
    with Journal.kept(workspace, to=to):
        step("suspend")
        Workspace.objects.filter(pk=key).update(state=State.SUSPENDED, since=now)
        registry.forget_hosts()
        wait_until_still(key, wait=wait)
        like = _golden(to)
        with standing_in(key, on=workspace.engine) as source, standing_in(key, on=to) as target:
            with fenced(source):
                _copy(key, source, target, to=to, like=like, progress=progress, step=step)
            step("switch")
            _switch(workspace, to=to)
            step("destroy")
            ENGINES[workspace.engine].destroy(key)
        step("end")


def _check(workspace: Workspace, to: str) -> None:
    if workspace.engine == to:
        raise CannotMove("The workspace lives there already.")
    if workspace.state not in (State.ACTIVE, State.SUSPENDED):
        raise CannotMove("Only a workspace that is at work or suspended can be moved.")
    if workspace.schema != schema.version():
        raise CannotMove("The workspace is behind the code. Bring it up first: workspaces migrate")


def _copy(
    key: str, source: str, target: str, *, to: str, like: str, progress: Progress, step: Callable[[str], None]
) -> None:
    with draft() as folder:
        step("dump")
        dump(source, folder, progress=progress)
        step("create")
        ENGINES[to].create(key, like=like)
        step("load")
        load(target, folder, progress=progress)
    step("index")
    pool.release()
    reindex(key, on=to)
    step("compare")
    if differences := same(source, target, progress=progress):
        raise NotSame(differences)


def _switch(workspace: Workspace, *, to: str) -> None:
    """The one step: from here on the workspace lives in the new database, with the tasks that wait for it."""
    waiting = DBTaskResult.objects.filter(backend_name=QUEUE, args_kwargs__workspace=workspace.pk)
    with transaction.atomic(using=CONTROL):
        now_there = {"engine": to, "state": workspace.state, "since": workspace.since}
        Workspace.objects.filter(pk=workspace.pk).update(**now_there)
        waiting.exclude(status=TaskResultStatus.SUCCESSFUL).update(queue_name=to)
    pool.forget(workspace.pk)
    engine.forget(workspace.pk)
    registry.forget_hosts()


def _golden(to: str) -> str:
    """The prepared database of an engine; a process of that engine makes it when it is missing. Raises CannotMove."""
    try:
        return golden(schema.version(), on=to)
    except NoGolden:
        done = subprocess.run(**of_engine(to, "prepare"), check=False)
    if done.returncode:
        raise CannotMove(f"{to} could not be prepared: {done.stderr.strip()[-500:]}")
    return golden(schema.version(), on=to)
