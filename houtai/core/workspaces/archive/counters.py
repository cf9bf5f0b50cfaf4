"""The counters behind generated keys: a number that was given once is not given again."""

from __future__ import annotations

from typing import Any

from houtai.core.workspaces.archive.tables import Table


def counter(connection: Any, table: Table) -> int:
    """The last number that a table's counter gave; 0 for none, or when the table has no counter."""
    if not table.counts:
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        else:
            cursor.execute(f"SELECT last_value FROM {_sequence(cursor, table)} WHERE is_called")  # noqa: S608 - names of our own models
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def set_counter(connection: Any, table: Table, last: int) -> None:
    """Go on behind `last`, and behind every key that is there."""
    if not table.counts:
        return
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX({quote(table.key)}) FROM {quote(table.name)}")  # noqa: S608 - names of our own models
        last = max(last, cursor.fetchone()[0] or 0)
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, last])
        else:
            cursor.execute("SELECT setval(%s, %s, %s)", [_sequence(cursor, table), last or 1, last > 0])


def _sequence(cursor: Any, table: Table) -> str:
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table.name}"', table.key])
    return str(cursor.fetchone()[0])
