"""Rows of one table at a time, in the order of their keys, as they were at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from houtai.core.workspaces.archive.tables import Table
from houtai.core.workspaces.archive.values import rows_out
from houtai.core.workspaces.context import enter

AT_ONCE = 2000
BEGIN = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


@contextmanager
def one_moment(key: str) -> Iterator[Any]:
    """A connection that sees the workspace as it is now for as long as this lasts; nobody has to wait for it."""
    with enter(key):
        own = not connection.in_atomic_block
        with connection.cursor() as cursor:
            if own:
                # Django's own transactions take the write lock of SQLite at once.
                cursor.execute(BEGIN[connection.vendor])
            try:
                # SQLite's moment is that of the first read.
                cursor.execute("SELECT COUNT(*) FROM django_migrations")
                cursor.fetchone()
                yield connection
            finally:
                if own:
                    cursor.execute("ROLLBACK")


def batches(connection: Any, table: Table) -> Iterator[list[list[Any]]]:
    """Neutral rows, some at once. Memory does not grow with the table."""
    turned = rows_out(table, connection.vendor)
    with connection.chunked_cursor() as cursor:
        cursor.execute(_select(connection, table))
        while rows := cursor.fetchmany(AT_ONCE):
            yield turned(rows)


def count(connection: Any, table: Table) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table.name)}")  # noqa: S608 - names of our own models
        return int(cursor.fetchone()[0])


def migrations(connection: Any) -> list[tuple[str, str]]:
    """The migrations that the database has, as (app, name)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT app, name FROM django_migrations ORDER BY app, name")
        return [(str(app), str(name)) for app, name in cursor.fetchall()]


def _select(connection: Any, table: Table) -> str:
    quote = connection.ops.quote_name
    key = next(column for column in table.columns if column.name == table.key)
    # Elsewhere texts are in the order of their bytes.
    order = ' COLLATE "C"' if connection.vendor == "postgresql" and key.kind == "text" else ""
    columns = ", ".join(map(quote, table.names))
    return f"SELECT {columns} FROM {quote(table.name)} ORDER BY {quote(table.key)}{order}"  # noqa: S608 - names of our own models
