"""Which workers live. Each holds a lock on a file of its own; the system lets go of it when the process is gone."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def living(worker: str) -> Iterator[None]:
    """Count as alive as long as this lasts."""
    file = _file(worker)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
        file.unlink(missing_ok=True)


def lives(worker: str) -> bool:
    """Whether a worker's process still runs. Tidies up after one that does not."""
    file = _file(worker)
    try:
        with file.open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.unlink(missing_ok=True)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _file(worker: str) -> Path:
    return Path(settings.HOME) / "workers" / f"{worker}.lock"
