"""The migration that makes the engine's index of a table of documents."""

from __future__ import annotations

from typing import Any

from django.db.migrations import RunPython

from houtai.core.text.search import postgresql, sqlite

ENGINES: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


def index(table: str) -> RunPython:
    """Rows that are there already are not indexed on SQLite; put it where the table is made."""

    def make(apps: Any, schema_editor: Any) -> None:
        tell(schema_editor, ENGINES[schema_editor.connection.vendor].MAKE)

    def drop(apps: Any, schema_editor: Any) -> None:
        tell(schema_editor, ENGINES[schema_editor.connection.vendor].DROP)

    def tell(editor: Any, statements: list[str]) -> None:
        for statement in statements:
            editor.execute(statement.replace("@table", table))

    return RunPython(make, drop)
