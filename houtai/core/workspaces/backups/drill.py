"""Proof that back-ups hold what they promise: writes, a kill, a lost database, a restore, and what was lost."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from houtai.core.workspaces import engine, lifecycle, making
from houtai.core.workspaces.backups import pruning, restoring
from houtai.core.workspaces.backups.places import newest
from houtai.core.workspaces.backups.scribe import Scribe, there
from houtai.core.workspaces.backups.taking import take
from houtai.core.workspaces.models import Workspace


@dataclass(frozen=True, kw_only=True)
class Round:
    """rows: writes that were acknowledged; killed: how many of them the kill lost; lost: how many the lost database
    did; early: how many of these were written before the back-up began; seconds: how far before the kill the oldest of
    the lost was written; bound: how long before the kill the back-up began.
    """

    rows: int
    killed: int
    lost: int
    early: int
    seconds: float
    bound: float

    @property
    def holds(self) -> bool:
        return not self.killed and not self.early and self.seconds <= self.bound


@contextmanager
def drilled(*, on: str) -> Iterator[Workspace]:
    """A workspace to lose, on this engine; it and its back-ups go afterwards."""
    workspace = lifecycle.make(name="Restore drill", engine=on)
    try:
        yield workspace
    finally:
        making.unmake(workspace.pk)
        pruning.forget(workspace.pk)


def lose(workspace: Workspace, *, number: int, interval: float, chance: random.Random) -> Round:
    """One round. interval: at most so many seconds after a back-up the writer is killed and the database deleted."""
    with TemporaryDirectory() as folder:
        scribe = Scribe.start(workspace.pk, number=number, notes=Path(folder) / "written")
        try:
            time.sleep(chance.random() * interval)
            at = datetime.now(UTC)
            take(workspace.pk, now=at, even_if_same=True)
            time.sleep(chance.random() * interval)
        finally:
            os.kill(scribe.pid, signal.SIGKILL)
            killed_at = scribe.wait()
        rows = scribe.written()
    by_kill = rows.keys() - there(workspace.pk, number)
    engine.destroy(workspace.pk)
    # The only one who wrote is dead.
    restoring.in_place(newest(workspace.pk), now=datetime.now(UTC), wait=lambda _seconds: None)
    lost = [rows[row] for row in rows.keys() - there(workspace.pk, number)]
    return Round(
        rows=len(rows),
        killed=len(by_kill),
        lost=len(lost),
        early=sum(when < at.timestamp() for when in lost),
        seconds=max((killed_at - when for when in lost), default=0.0),
        bound=killed_at - at.timestamp(),
    )


def rounds(
    workspace: Workspace, *, many: int, interval: float, chance: random.Random, say: Callable[[str], object]
) -> list[Round]:
    """Several, each told in a line."""
    done = []
    for number in range(many):
        done.append(one := lose(workspace, number=number, interval=interval, chance=chance))
        say(
            f"{one.rows} writes, kill -9: {one.killed} lost; database deleted and restored: {one.lost} lost, "
            f"the oldest {one.seconds:.2f} s old, {one.bound:.2f} s after the back-up; older lost: {one.early}"
        )
    return done
