"""Copying an SQLite database while it is in use, and putting a copy back in its place."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import pool
from houtai.core.workspaces.engines import shutting
from houtai.core.workspaces.engines.sqlite import file_of, files_of
from houtai.core.workspaces.refusals import Refusal

NAME = "db.sqlite3.gz"
UNSURE_NS = 2 * 10**9


class Damaged(Refusal):
    message = _("The back-up is damaged.")


def mark(key: str) -> tuple[str, int]:
    """What changes with every write: sizes and times of the files; and the latest of the times, in nanoseconds."""
    known = [file.stat() for file in files_of(key)[:2] if file.exists()]
    return repr([(one.st_size, one.st_mtime_ns) for one in known]), max([one.st_mtime_ns for one in known], default=0)


def copy(key: str, *, to: Path) -> str:
    """Write the database as it is at one moment into a folder; others may go on writing. Returns the file's name."""
    plain = to / "db.draft"
    with closing(_open(file_of(key))) as source, closing(sqlite3.connect(plain)) as target:
        source.backup(target)
    with plain.open("rb") as whole, gzip.open(to / NAME, "wb", compresslevel=3) as packed:
        shutil.copyfileobj(whole, packed, 2**20)
    plain.unlink()
    return NAME


def put(packed: Path, *, key: str) -> None:
    """Make it the database of a workspace. Raises Damaged, and then nothing has changed.

    A database that can still be read is overwritten in one transaction, so that connections of other processes see
    the restored rows; one that is missing or damaged is replaced.
    """
    file = file_of(key)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_suffix(".draft")
    try:
        _unpack(packed, draft)
        check(draft)
        # It may have been copied while a move had it shut.
        shutting.reopen(draft)
        pool.forget(key)
        if not (readable(key) and _overwrite(draft, file)):
            _replace(draft, key)
    finally:
        draft.unlink(missing_ok=True)


def readable(key: str) -> bool:
    """Whether there is a whole database."""
    with suppress(sqlite3.DatabaseError, Damaged):
        check(file_of(key))
        return True
    return False


def check(file: Path) -> None:
    """Raises Damaged or sqlite3.DatabaseError."""
    with closing(_open(file)) as database:
        found = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
        loose = database.execute("PRAGMA foreign_key_check").fetchall()
    if found != ["ok"] or loose:
        raise Damaged(f"{Damaged.message} {[*found, *loose][:3]}")


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, timeout=10)


def _unpack(packed: Path, draft: Path) -> None:
    try:
        with gzip.open(packed, "rb") as whole, draft.open("wb") as out:
            shutil.copyfileobj(whole, out, 2**20)
    except (EOFError, gzip.BadGzipFile) as error:
        raise Damaged(f"{Damaged.message} {error}") from error
    draft.chmod(0o600)


def _overwrite(draft: Path, file: Path) -> bool:
    with closing(_open(draft)) as source, closing(_open(file)) as target:
        try:
            source.backup(target)
        except sqlite3.DatabaseError:
            return False
    return True


def _replace(draft: Path, key: str) -> None:
    for file in files_of(key):
        file.unlink(missing_ok=True)
    draft.rename(file_of(key))
