"""The database engine: the one file that knows that it is SQLite."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from django.conf import settings

from houtai.core.workspaces import pool

CONTROL = "control"
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;"
DATABASE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": PRAGMAS},
}


def folder_of(workspace: str) -> Path:
    """The folder with everything of a workspace: database, media and events."""
    return Path(settings.HOME) / "workspaces" / workspace


def file_of(key: str) -> Path:
    return Path(settings.HOME) / "control.sqlite3" if key == CONTROL else folder_of(key) / "db.sqlite3"


def name_of(key: str) -> str:
    """The name to connect with. An unknown workspace gets no new empty file, but an error."""
    return f"{file_of(key).as_uri()}?mode=rw"


def exists(key: str) -> bool:
    return file_of(key).exists()


def create(key: str, *, like: Path | None = None) -> None:
    """Make a database, empty or as a clone of a closed file; it appears whole or not at all."""
    file = file_of(key)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_suffix(".draft")
    if like:
        shutil.copyfile(like, draft)
    else:
        draft.touch()
    draft.chmod(0o600)
    draft.rename(file)


def save_copy(key: str, *, to: Path) -> None:
    """Write a closed, compact copy of a database to a file."""
    draft = to.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(file_of(key))) as connection:
        connection.execute("VACUUM INTO ?", [str(draft)])
    draft.rename(to)


def destroy(key: str) -> None:
    """Delete a database for good. Connections that other threads still hold keep reading the deleted file."""
    pool.forget(key)
    for suffix in ("", "-wal", "-shm"):
        file_of(key).with_name(file_of(key).name + suffix).unlink(missing_ok=True)
