"""Bringing one workspace up to the code; one process at a time, and what was done before is not done again."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from houtai.core.workspaces import pool, schema
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import folder_of
from houtai.core.workspaces.fleet import rights
from houtai.core.workspaces.fleet.plan import applied_here, plan_for
from houtai.core.workspaces.models import Workspace

LONGEST_TROUBLE = 2000


class Behind(RuntimeError):
    """Some workspaces are still behind the code."""

    def __init__(self, *, bad: int, left: int) -> None:
        self.message = f"{bad} workspaces are in trouble, {left} were not tried. Mend what is named and run this again."
        super().__init__(self.message)


class BeingUpdated(RuntimeError):
    """Another process brings this workspace up to the code just now."""


@cache
def version() -> str:
    """As `schema.version()`; the code of a process does not change."""
    return schema.version()


def bring_up(key: str, *, wait: bool = True, lone: bool = False) -> None:
    """Bring a workspace's database up to the code, roles included. Notes nothing in control: see `note`.

    Raises whatever a migration raises; that migration has changed nothing then (on an engine that can take table
    changes back, as both of ours can). Without wait: BeingUpdated when another process is at it. lone: no other is
    behind, so that a plan would serve nobody else.
    """
    with _alone(key, wait=wait), enter(key):
        applied = applied_here()
        # Nor does another one stand where an empty database does.
        if lone or not applied:
            schema.migrate_workspace()
        else:
            plan_for(applied).run()
            rights.complete()


def note(troubles: dict[str, str]) -> None:
    """Write down in control how bringing up went: by workspace what went wrong, or an empty text."""
    well = [key for key, trouble in troubles.items() if not trouble]
    Workspace.objects.filter(pk__in=well).update(schema=version(), trouble="")
    for key, trouble in troubles.items():
        if trouble:
            Workspace.objects.filter(pk=key).update(trouble=trouble)


def tried(key: str, *, lone: bool = False) -> str:
    """Bring it up and close it; what went wrong, or an empty text."""
    try:
        bring_up(key, lone=lone)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        # One bad workspace must not stop the others; it is named with its trouble.
        return f"{type(error).__name__}: {error}"[:LONGEST_TROUBLE]
    finally:
        # Nobody here comes back to it, and a server bounds its connections.
        pool.forget(key)
    return ""


@contextmanager
def _alone(key: str, *, wait: bool) -> Iterator[None]:
    folder = folder_of(key)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "schema.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise BeingUpdated(key) from None
        yield
