"""PostgreSQL: a database of its own on the server, named after the installation and the workspace."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings

from houtai.core.workspaces import pool
from houtai.core.workspaces.engines.engine import Engine
from houtai.core.workspaces.engines.places import folder_of, golden_folder
from houtai.core.workspaces.engines.server import server

OTHERS = "FROM pg_stat_activity WHERE datname = %s AND pid <> %s AND backend_type = 'client backend'"
# The same order of words on every server, and the same as on SQLite.
EMPTY = "CREATE DATABASE {} TEMPLATE template0 STRATEGY WAL_LOG ENCODING 'UTF8' LC_COLLATE 'C'"


class StillConnected(RuntimeError):
    """The server could not put somebody out of a database."""


class PostgreSQL(Engine):
    """A golden database is one that nobody may connect to; a file in HOME/golden holds its name."""

    name = vendor = "postgresql"

    def settings(self, key: str) -> dict[str, Any]:
        return server().settings(name_of(key))

    def exists(self, key: str) -> bool:
        return there(name_of(key))

    def create(self, key: str, *, like: str | None = None) -> None:
        folder_of(key).mkdir(parents=True, exist_ok=True, mode=0o700)
        # FILE_COPY, the other strategy, waits for two checkpoints of the whole server.
        if like:
            tell("CREATE DATABASE {} TEMPLATE {} STRATEGY WAL_LOG", name_of(key), like)
        else:
            tell(EMPTY, name_of(key))

    def destroy(self, key: str) -> None:
        """Ends the connections that others still hold."""
        pool.forget(key)
        drop(name_of(key))

    def shut(self, key: str, connection: Any) -> None:
        shut(name_of(key), but=connection.connection.info.backend_pid)

    def reopen(self, key: str) -> None:
        if there(name_of(key)):
            tell("ALTER DATABASE {} ALLOW_CONNECTIONS true", name_of(key))

    def bytes_of(self, key: str) -> int:
        with server().session() as session:
            return int(session.execute("SELECT pg_database_size(%s)", [name_of(key)]).fetchone()[0])

    def golden(self, version: str) -> str | None:
        file = golden_folder() / f"{version}.postgresql"
        name = file.read_text("ascii") if file.exists() else ""
        return name if name and there(name) else None

    def older_golden(self) -> str | None:
        names = [file.read_text("ascii") for file in sorted(marks(), key=lambda file: file.stat().st_mtime)]
        return next((name for name in reversed(names) if there(name)), None)

    def keep_golden(self, key: str, *, version: str) -> None:
        older, name = marks(), f"{prefix()}golden_{secrets.token_hex(4)}"
        pool.forget(key)
        tell("ALTER DATABASE {} RENAME TO {}", name_of(key), name)
        tell("ALTER DATABASE {} ALLOW_CONNECTIONS false", name)
        golden_folder().mkdir(exist_ok=True)
        for file in older:
            drop(file.read_text("ascii"))
            file.unlink()
        (golden_folder() / f"{version}.postgresql").write_text(name, "ascii")


def name_of(key: str) -> str:
    return f"{prefix()}{key}"


def prefix() -> str:
    """What the databases of this home are named with, so that several may use one server."""
    file = Path(settings.HOME) / "postgresql-prefix"
    if not file.exists():
        draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        draft.write_text(f"houtai_{secrets.token_hex(4)}_", "ascii")
        try:
            os.link(draft, file)
        except FileExistsError:
            pass  # Another process was quicker; its name holds.
        finally:
            draft.unlink()
    return file.read_text("ascii")


def marks() -> list[Path]:
    return list(golden_folder().glob("*.postgresql"))


def there(name: str) -> bool:
    with server().session() as session:
        return session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def shut(name: str, *, but: int) -> None:
    """Nobody connects to it any more, and who is connected is put out, but for one backend. Raises StillConnected."""
    tell("ALTER DATABASE {} ALLOW_CONNECTIONS false", name)
    with server().session() as session:
        session.execute(f"SELECT pg_terminate_backend(pid, 5000) {OTHERS}", [name, but])
        if left := session.execute(f"SELECT pid {OTHERS}", [name, but]).fetchall():
            raise StillConnected(f"These backends of {name} do not end: {left}")


def drop(name: str) -> None:
    tell("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def tell(statement: str, *names: str) -> None:
    from psycopg import sql

    with server().session() as session:
        session.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
