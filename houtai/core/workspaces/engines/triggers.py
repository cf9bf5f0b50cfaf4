"""Triggers stay when a table is made anew, which is how Django changes most tables on SQLite, where they go with it."""

from __future__ import annotations

from functools import wraps
from typing import Any

TRIGGERS = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s ORDER BY rowid"


def install() -> None:
    """Called once, when the apps are ready."""
    from django.db.backends.sqlite3.schema import DatabaseSchemaEditor

    remake = DatabaseSchemaEditor._remake_table

    @wraps(remake)
    def with_triggers(editor: Any, model: Any, *args: Any, **options: Any) -> None:
        kept = _of(editor.connection, model._meta.db_table)
        remake(editor, model, *args, **options)
        for sql in kept:
            editor.execute(sql, None)

    DatabaseSchemaEditor._remake_table = with_triggers


def _of(connection: Any, table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [sql for (sql,) in cursor.execute(TRIGGERS, [table])]
