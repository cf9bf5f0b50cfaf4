"""Copying a PostgreSQL database by pg_dump, and putting a copy back in its place."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import pool
from houtai.core.workspaces.engines.postgresql import EMPTY, drop, name_of, prefix, tell, there
from houtai.core.workspaces.engines.server import server
from houtai.core.workspaces.refusals import Refusal

NAME = "db.pgdump"
BINARIES = "/usr/lib/postgresql/*/bin"
CHANGES = "SELECT stats_reset, tup_inserted, tup_updated, tup_deleted FROM pg_stat_database WHERE datname = %s"


class NoTool(Refusal):
    message = _("PostgreSQL's own pg_dump and pg_restore are needed for back-ups; install its client programs.")


class Failed(Refusal):
    message = _("PostgreSQL's own program failed.")


def mark(key: str) -> tuple[str, int]:
    with server().session() as session:
        return repr(session.execute(CHANGES, [name_of(key)]).fetchone()), 0


def copy(key: str, *, to: Path) -> str:
    """Raises NoTool, Failed."""
    _run("pg_dump", "--format=custom", "--compress=3", "--no-owner", f"--file={to / NAME}", database=name_of(key))
    return NAME


def put(packed: Path, *, key: str) -> None:
    """A new database is filled beside the old one, which it then replaces. Raises NoTool, Failed."""
    pool.forget(key)
    draft = f"{prefix()}restored_{secrets.token_hex(4)}"
    tell(EMPTY, draft)
    try:
        _run("pg_restore", "--exit-on-error", "--no-owner", "--single-transaction", str(packed), database=draft)
        drop(name_of(key))
        tell("ALTER DATABASE {} RENAME TO {}", draft, name_of(key))
    except BaseException:
        drop(draft)
        raise


def readable(key: str) -> bool:
    return there(name_of(key))


def _run(tool: str, *options: str, database: str) -> None:
    words = dict(server().words)
    environment = {**os.environ, "PGPASSWORD": words.get("password", ""), "PGSSLMODE": words.get("sslmode", "prefer")}
    named = [f"--{name}={words[word]}" for name, word in WORDS.items() if word in words]
    done = subprocess.run(
        [_path(tool), *named, f"--dbname={database}", *options], env=environment, capture_output=True, check=False
    )
    if done.returncode:
        raise Failed(f"{Failed.message} {done.stderr.decode(errors='replace').strip()[-500:]}")


WORDS = {"host": "host", "port": "port", "username": "user"}


def _path(tool: str) -> str:
    """On the path, or where Debian keeps it, the newest."""
    with suppress(ValueError):
        return shutil.which(tool) or str(max(Path("/").glob(f"{BINARIES[1:]}/{tool}"), key=_release))
    raise NoTool


def _release(path: Path) -> int:
    return int(path.parent.parent.name) if path.parent.parent.name.isdigit() else 0
