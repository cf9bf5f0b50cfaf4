"""Timed work rests while somebody plays time in a workspace."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import folder_of

GRACE = timedelta(minutes=10)
OVER = (0, 0)


class AlreadyPlaying(RuntimeError):
    """Another process plays time in this workspace."""


@contextmanager
def rest() -> Iterator[Callable[[], None]]:
    """Keep timed work of the current workspace at rest; yields what to call again within ten minutes.

    When the block fails or its process is killed, work rests for ten minutes more, so that whoever goes on with
    it finds everything as it was. Raises AlreadyPlaying.
    """
    file = _file()
    with file.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyPlaying("a day is being played in this workspace already; wait until it has ended") from None
        os.utime(file)
        yield lambda: os.utime(file)
        os.utime(file, OVER)


def resting(*, now: datetime) -> bool:
    file = _file()
    return file.exists() and now - datetime.fromtimestamp(file.stat().st_mtime, tz=UTC) < GRACE


def _file() -> Path:
    return folder_of(current()) / "playing"
