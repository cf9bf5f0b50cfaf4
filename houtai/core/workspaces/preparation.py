"""Makes whatever is missing in HOME: the control database, the golden file, the default workspace, its first owner."""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from houtai.core.workspaces import engine, journal, lifecycle, making, pool, schema
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engines import ENGINES, Engine
from houtai.core.workspaces.fleet.everyone import migrate_all
from houtai.core.workspaces.models import User, Workspace
from houtai.core.workspaces.registry import forget_hosts

log = logging.getLogger("houtai.workspaces")
OWNER = "owner@houtai.localhost"


class NoGolden(RuntimeError):
    """A workspace is wanted on an engine that was not prepared."""


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """How a newcomer gets in. new: made just now, so that the caller may show the password once."""

    email: str
    password: str
    new: bool


def prepare() -> SignIn | None:
    """Make all that a first page needs. Quick when nothing is missing. None when an owner has his own sign-in."""
    prepare_databases()
    return first_owner()


def prepare_databases() -> None:
    """The databases alone, each brought up to the migrations of the code."""
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _alone(home):
        # A server that is not there says so before the long work begins.
        engine.own().exists("golden")
        version = schema.version()
        _prepare_control(home / "control.schema", version)
        golden(version)
        making.mend()
        journal.recover()
        if not Workspace.objects.filter(default=True).exists():
            create_workspace(name="Houtai", default=True)
        for key, trouble in migrate_all().troubles.items():
            log.error("Workspace %s could not be brought up to the code: %s", key, trouble)
    forget_hosts()


def create_workspace(*, name: str, default: bool = False) -> Workspace:
    """A new workspace on the engine of this process; nobody is a member yet."""
    return lifecycle.make(name=name, default=default, engine=engine.own().name)


def first_owner() -> SignIn | None:
    """The demo sign-in of the default workspace, kept in HOME for its owner only."""
    file, workspace = Path(settings.HOME) / "demo-sign-in", Workspace.objects.get(default=True)
    with enter(workspace.pk):
        known = User.objects.filter(is_superuser=True).exists()
        if known:
            return _read(file)
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser(OWNER, password, first_name="Demo", last_name="Owner")
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(f"{OWNER}\n{password}\n")
    return SignIn(email=OWNER, password=password, new=True)


def _read(file: Path) -> SignIn | None:
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return SignIn(email=lines[0], password=lines[1], new=False) if len(lines) == 2 else None


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One process at a time; the lock goes with its process."""
    with (home / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _prepare_control(mark: Path, version: str) -> None:
    if not engine.exists(engine.CONTROL):
        engine.create(engine.CONTROL)
        mark.unlink(missing_ok=True)
    if not mark.exists() or mark.read_text("ascii") != version:
        schema.migrate_control()
        mark.write_text(version, "ascii")


def golden(version: str, *, on: str | None = None) -> str:
    """A database of this engine as the code wants it, kept closed, so that making a workspace is cloning it.

    That of the process's own engine is made when it is missing. Raises NoGolden for the other one's.
    """
    kind = ENGINES[on] if on else engine.own()
    if found := kind.golden(version):
        return found
    if kind is not engine.own():
        # Wagtail shapes its search index by the engine it was started with.
        raise NoGolden(f"nothing is prepared on {kind.name} yet: run `prepare` with HOUTAI_ENGINE={kind.name} first")
    _make_golden(kind, version)
    return golden(version)


def _make_golden(kind: Engine, version: str) -> None:
    draft = "golden"
    engine.remember(draft, kind)
    kind.destroy(draft)
    kind.create(draft, like=kind.older_golden())
    with enter(draft):
        schema.migrate_workspace()
    pool.release()
    kind.keep_golden(draft, version=version)
    shutil.rmtree(engine.folder_of(draft), ignore_errors=True)
