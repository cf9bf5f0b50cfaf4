"""A process that writes without end, and notes each row outside the database once it is committed."""

from __future__ import annotations

import itertools
import os
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from django.utils.timezone import now

from houtai.core.workspaces import pool
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Outbox

# A row's number, and when it was committed in seconds since 1970.
NOTE = struct.Struct("<qd")
TASK = "drill"


@dataclass(frozen=True, kw_only=True)
class Scribe:
    pid: int
    notes: Path

    @classmethod
    def start(cls, key: str, *, number: int, notes: Path) -> Scribe:
        """Returns once the first row is written."""
        notes.touch()
        # A connection must not be carried into another process.
        pool.release()
        pool.drain()
        pid = os.fork()
        if pid == 0:
            _write(key, number, notes)
        while not notes.stat().st_size:
            time.sleep(0.01)
        return cls(pid=pid, notes=notes)

    def wait(self) -> float:
        """Until it is dead; when that was, in seconds since 1970."""
        os.waitpid(self.pid, 0)
        return time.time()

    def written(self) -> dict[int, float]:
        """Which rows were committed, and when."""
        noted = self.notes.read_bytes()
        return dict(NOTE.iter_unpack(noted[: len(noted) // NOTE.size * NOTE.size]))


def there(key: str, number: int) -> set[int]:
    """The rows of a round that the workspace has."""
    with enter(key):
        names = Outbox.objects.filter(task=TASK, once__startswith=f"{number}-").values_list("once", flat=True)
        return {int(str(name).partition("-")[2]) for name in names}


def _write(key: str, number: int, notes: Path) -> NoReturn:
    try:
        with enter(key), notes.open("ab", buffering=0) as out:
            for row in itertools.count():
                # Noted as handed over, so that no worker takes it for a task.
                Outbox.objects.create(task=TASK, once=f"{number}-{row}", enqueued_at=now())
                out.write(NOTE.pack(row, time.time()))
    finally:
        os._exit(1)
