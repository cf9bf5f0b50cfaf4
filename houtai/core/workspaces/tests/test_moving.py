"""A workspace moves to the other database and back; whatever goes wrong on the way, it is whole on one of them."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.timezone import now
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from houtai.core.workspaces import engine, lifecycle, moving
from houtai.core.workspaces.archive.comparing import digests
from houtai.core.workspaces.archive.tests.filling import fill
from houtai.core.workspaces.context import current, enter
from houtai.core.workspaces.engines import ENGINES, postgresql
from houtai.core.workspaces.engines.server import server
from houtai.core.workspaces.journal import Moving, recover
from houtai.core.workspaces.lifecycle import make
from houtai.core.workspaces.lives import living
from houtai.core.workspaces.models import User, Workspace
from houtai.core.workspaces.moving import CannotMove, move
from houtai.core.workspaces.preparation import golden
from houtai.core.workspaces.schema import version
from houtai.core.workspaces.standing_in import standing_in
from houtai.core.workspaces.stillness import StillBusy
from houtai.core.workspaces.tasks import QUEUE
from tests import homes

STEPS = ["suspend", "load", "compare", "switch", "destroy"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("it needs both engines at once"),
    pytest.mark.skipif(settings.ENGINE != "sqlite", reason="only a process of SQLite prepares what they come back to"),
]


class PulledPlug(BaseException):
    """Stands for whatever ends a move on its way."""


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """A home with a prepared database on a server."""
    before = settings.POSTGRES
    yield homes.begin_server()
    settings.POSTGRES = before


@pytest.fixture
def workspace(alice: Any, prepared: Path) -> Workspace:
    """One with rows of every kind, on SQLite."""
    for file in [prepared / "postgresql-prefix", *prepared.glob("golden/*.postgresql")]:
        shutil.copy(file, Path(settings.HOME) / file.relative_to(prepared))
    made = make(name="Movable", engine="sqlite")
    with enter(made.pk):
        fill(User.objects.create_user("alice@example.com"))
    DBTaskResult.objects.create(
        task_path="a.b",
        args_kwargs={"args": [], "kwargs": {}, "workspace": made.pk},
        backend_name=QUEUE,
        queue_name="sqlite",
        run_after=now(),
    )
    return made


@pytest.fixture
def unsearched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the search index, which a process of the other engine makes: the first test goes that way too."""
    monkeypatch.setattr(moving, "reindex", lambda key, on: None)


def to(key: str, name: str, **options: Any) -> None:
    move(key, to=name, now=now(), wait=lambda seconds: None, **options)


def test_there_and_back_every_row_is_the_same(workspace: Workspace) -> None:
    before = digests(workspace.pk)
    for name, other in (("postgresql", "sqlite"), ("sqlite", "postgresql")):
        to(workspace.pk, name)
        assert digests(workspace.pk) == before
        workspace.refresh_from_db()
        assert (workspace.engine, workspace.state) == (name, "active")
        assert not ENGINES[other].exists(workspace.pk)
        assert DBTaskResult.objects.get(task_path="a.b").queue_name == name


@pytest.mark.parametrize("step", STEPS)
def test_what_ends_on_the_way_leaves_it_whole(step: str, workspace: Workspace, unsearched: None) -> None:
    before = digests(workspace.pk)

    def pull(name: str) -> None:
        if name == step:
            raise PulledPlug

    with pytest.raises(PulledPlug):
        to(workspace.pk, "postgresql", step=pull)
    whole(workspace, before, there=step in ("destroy", "end"))


@pytest.mark.parametrize("step", ["switch", "destroy"])
def test_a_killed_move_is_put_right_by_the_next_command(step: str, workspace: Workspace) -> None:
    before = digests(workspace.pk)
    words = [sys.executable, "-c", KILLED, workspace.pk, step]
    done = subprocess.run(words, env={**os.environ, **surroundings()}, check=False, capture_output=True, text=True)
    assert done.returncode == -9, done.stderr
    engine.forget()
    workspace.refresh_from_db()
    assert workspace.state == ("active" if step == "destroy" else "suspended")
    assert recover() == 1
    assert recover() == 0
    whole(workspace, before, there=step == "destroy")


def test_it_cannot_move_to_where_it_is(workspace: Workspace) -> None:
    with pytest.raises(CannotMove):
        to(workspace.pk, "sqlite")


def test_it_does_not_move_while_a_task_of_it_runs(workspace: Workspace) -> None:
    before = digests(workspace.pk)
    DBTaskResult.objects.filter(task_path="a.b").update(status=TaskResultStatus.RUNNING, worker_ids=["moving-busy"])
    with living("moving-busy"), pytest.raises(StillBusy):
        to(workspace.pk, "postgresql")
    whole(workspace, before, there=False)


def test_nobody_resumes_it_meanwhile(workspace: Workspace) -> None:
    def resume(name: str) -> None:
        if name == "dump":
            lifecycle.resume(Workspace.objects.get(pk=workspace.pk), at=now())

    with pytest.raises(Moving):
        to(workspace.pk, "postgresql", step=resume)
    lifecycle.suspend(workspace, at=now())


def test_a_copy_that_differs_is_thrown_away(workspace: Workspace, unsearched: None) -> None:
    before = digests(workspace.pk)

    def pull(name: str) -> None:
        if name == "compare":
            spoil(workspace.pk)

    with pytest.raises(moving.NotSame, match="auth_group"):
        to(workspace.pk, "postgresql", step=pull)
    whole(workspace, before, there=False)


def test_who_waits_for_the_lock_of_the_old_database_does_not_get_it(workspace: Workspace, unsearched: None) -> None:
    write = "UPDATE auth_group SET name = 'lost' WHERE name = 'Viewers'"
    for name, other in (("sqlite", "postgresql"), ("postgresql", "sqlite")):
        waiting: list[Future[Any]] = []
        with ThreadPoolExecutor(1) as thread, closing(opened(workspace.pk, name)) as connection:

            def late(step: str, thread: Any = thread, connection: Any = connection, waiting: Any = waiting) -> None:
                if step == "compare":
                    waiting.append(thread.submit(connection.execute, write))

            to(workspace.pk, other, step=late)
            with pytest.raises((sqlite3.OperationalError, psycopg.OperationalError)):
                waiting[0].result()


def opened(key: str, name: str) -> Any:
    """As another process has it open since long before."""
    if name == "sqlite":
        return sqlite3.connect(engine.file_of(key), isolation_level=None, timeout=30, check_same_thread=False)
    words: dict[str, Any] = {**server().words, "dbname": postgresql.name_of(key)}
    return psycopg.connect(**words, autocommit=True)


def whole(workspace: Workspace, before: dict[str, str], *, there: bool) -> None:
    workspace.refresh_from_db()
    name, other = ("postgresql", "sqlite") if there else ("sqlite", "postgresql")
    assert (workspace.engine, workspace.state) == (name, "active")
    assert not ENGINES[other].exists(workspace.pk)
    assert digests(workspace.pk) == before
    with enter(workspace.pk):
        assert Group.objects.filter(name="Viewers").update(name="Viewers") == 1
    assert list((Path(settings.HOME) / "moving").iterdir()) == []


def spoil(key: str) -> None:
    """As if the new database kept something otherwise."""
    with standing_in(key, on="postgresql") as target, enter(target):
        Group.objects.filter(name="Viewers").update(name="Spoilt")


def surroundings() -> dict[str, str]:
    assert current()
    assert golden(version(), on="sqlite")
    return {"HOUTAI_HOME": str(settings.HOME), "HOUTAI_ENGINE": settings.ENGINE}


KILLED = """
import os, signal, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "houtai.site.settings"
import django
django.setup()
from django.utils.timezone import now
from houtai.core.workspaces.moving import move

def step(name):
    if name == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

move(sys.argv[1], to="postgresql", now=now(), wait=lambda seconds: None, step=step)
"""
