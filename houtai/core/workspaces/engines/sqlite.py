"""SQLite: a database is a file in the workspace's folder."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from django.conf import settings

from houtai.core.workspaces import pool
from houtai.core.workspaces.engines import shutting
from houtai.core.workspaces.engines.engine import Engine
from houtai.core.workspaces.engines.places import folder_of, golden_folder

CONTROL = "control"
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;"
DATABASE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": PRAGMAS},
}


class SQLite(Engine):
    name = vendor = "sqlite"

    def settings(self, key: str) -> dict[str, Any]:
        return {**DATABASE, "NAME": f"{file_of(key).as_uri()}?mode=rw"}

    def exists(self, key: str) -> bool:
        return file_of(key).exists()

    def file_id(self, key: str) -> tuple[int, int] | None:
        try:
            known = file_of(key).stat()
        except FileNotFoundError:
            return None
        return known.st_dev, known.st_ino

    def create(self, key: str, *, like: str | None = None) -> None:
        file = file_of(key)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = file.with_suffix(".draft")
        if like:
            shutil.copyfile(like, draft)
        else:
            draft.touch()
        draft.chmod(0o600)
        draft.rename(file)

    def destroy(self, key: str) -> None:
        """Connections that other threads still hold keep reading the deleted file."""
        pool.forget(key)
        for file in files_of(key):
            file.unlink(missing_ok=True)

    def shut(self, key: str, connection: Any) -> None:
        shutting.shut(connection)

    def reopen(self, key: str) -> None:
        shutting.reopen(file_of(key))

    def bytes_of(self, key: str) -> int:
        return sum(file.stat().st_size for file in files_of(key) if file.exists())

    def golden(self, version: str) -> str | None:
        file = golden_folder() / f"{version}.sqlite3"
        return str(file) if file.exists() else None

    def older_golden(self) -> str | None:
        files = sorted(golden_folder().glob("*.sqlite3"), key=lambda file: file.stat().st_mtime)
        return str(files[-1]) if files else None

    def keep_golden(self, key: str, *, version: str) -> None:
        folder = golden_folder()
        folder.mkdir(exist_ok=True)
        older = list(folder.glob("*.sqlite3"))
        pool.forget(key)
        save_copy(key, to=folder / f"{version}.sqlite3")
        with contextlib.closing(sqlite3.connect(folder / f"{version}.sqlite3")) as connection:
            # Else every clone would be turned into this when it is opened first, and wait for the disk three times.
            connection.execute("PRAGMA journal_mode=WAL")
        self.destroy(key)
        for file in older:
            file.unlink()


def file_of(key: str) -> Path:
    return Path(settings.HOME) / "control.sqlite3" if key == CONTROL else folder_of(key) / "db.sqlite3"


def files_of(key: str) -> list[Path]:
    return [file_of(key).with_name(file_of(key).name + suffix) for suffix in ("", "-wal", "-shm")]


def save_copy(key: str, *, to: Path) -> None:
    """Write a closed, compact copy of a database to a file."""
    draft = to.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(file_of(key))) as connection:
        connection.execute("VACUUM INTO ?", [str(draft)])
    draft.rename(to)
