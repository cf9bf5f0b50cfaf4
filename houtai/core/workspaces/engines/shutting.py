"""Letting every write to an SQLite database fail, in whatever process it is open."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

WRITES = ("INSERT", "UPDATE", "DELETE")
TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%%' ESCAPE '~' AND sql NOT LIKE %s"
)
SHUT = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'shut~_%' ESCAPE '~'"


def shut(connection: Any) -> None:
    """Within the transaction that is open: each table gets triggers that ask for a table that is not there.

    A trigger that raises would be an error of integrity, which some take for a sign that it is done already.
    """
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        tables = [name for (name,) in cursor.execute(TABLES, ["CREATE VIRTUAL%"]).fetchall()]
        for table in tables:
            for write in WRITES:
                name = quote(f"shut_{write}_{table}".lower())
                cursor.execute(
                    f"CREATE TRIGGER {name} BEFORE {write} ON {quote(table)} BEGIN SELECT 1 FROM moved_away; END"  # noqa: S608 - names of tables
                )


def reopen(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True, timeout=10)) as database:
        if names := [name for (name,) in database.execute(SHUT)]:
            database.executescript(
                ";".join(["BEGIN IMMEDIATE", *(f'DROP TRIGGER "{name}"' for name in names), "COMMIT"])
            )
