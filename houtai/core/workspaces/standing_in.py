"""A second key for a workspace's database: the one on the other engine, while the workspace moves."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from houtai.core.workspaces import engine, pool
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engines import ENGINES, Engine

LOCK = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "BEGIN"}


class StandIn(Engine):
    """Every key leads to the same database."""

    def __init__(self, kind: Engine, key: str) -> None:
        self.kind, self.key = kind, key
        self.name, self.vendor = kind.name, kind.vendor

    def settings(self, key: str) -> dict[str, Any]:
        return self.kind.settings(self.key)

    def exists(self, key: str) -> bool:
        return self.kind.exists(self.key)

    def file_id(self, key: str) -> tuple[int, int] | None:
        return self.kind.file_id(self.key)

    def create(self, key: str, *, like: str | None = None) -> None:
        self.kind.create(self.key, like=like)

    def destroy(self, key: str) -> None:
        pool.forget(key)
        self.kind.destroy(self.key)

    def shut(self, key: str, connection: Any) -> None:
        self.kind.shut(self.key, connection)

    def reopen(self, key: str) -> None:
        self.kind.reopen(self.key)

    def bytes_of(self, key: str) -> int:
        return self.kind.bytes_of(self.key)

    def golden(self, version: str) -> str | None:
        return self.kind.golden(version)

    def older_golden(self) -> str | None:
        return self.kind.older_golden()

    def keep_golden(self, key: str, *, version: str) -> None:
        self.kind.keep_golden(self.key, version=version)


@contextmanager
def standing_in(key: str, *, on: str) -> Iterator[str]:
    """A key that leads to a workspace's database on this engine, whatever its row says, as long as this lasts."""
    other = f"{key}-{on}-{secrets.token_hex(4)}"
    engine.remember(other, StandIn(ENGINES[on], key))
    try:
        yield other
    finally:
        pool.forget(other)
        engine.forget(other)


@contextmanager
def fenced(key: str) -> Iterator[None]:
    """Nobody writes to a database as long as this lasts, nor afterwards until `Engine.reopen`; reading goes on.

    When the block raises, writing goes on as before. Raises OperationalError when it is busy.
    """
    other = f"{key}-fence"
    engine.remember(other, engine.of(key))
    try:
        with enter(other), connection.cursor() as cursor:
            cursor.execute(LOCK[connection.vendor])
            try:
                _lock_tables(cursor)
                yield
                # Whoever waits for the lock would get it now, and write to what is about to go.
                engine.of(other).shut(other, connection)
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")
    finally:
        pool.forget(other)
        engine.forget(other)


def _lock_tables(cursor: Any) -> None:
    """SQLite has one lock for all."""
    if connection.vendor == "postgresql":
        names = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names(cursor)))
        cursor.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")
