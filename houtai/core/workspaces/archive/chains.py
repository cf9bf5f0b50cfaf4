"""Hash chains in an archive, for when the numbers of people have to change: checked as they were, then made anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from houtai.core.workspaces.archive.errors import BadArchive
from houtai.core.workspaces.archive.tables import Table

# The layer above says how a row's hash is made.
digest: list[Callable[[Any], str]] = []


class Chain:
    """One table's chain, row after row. hashes: of rows that were asked for by number, as they are now."""

    def __init__(self, table: Table, *, sealed: int | None) -> None:
        self.table, self.sealed = table, sealed
        self.before = self.now = ""
        self.hash: str | None = None
        self.prev_at, self.hash_at, self.key_at = (table.place(name) for name in ("prev", "hash", table.key))

    def check(self, row: list[Any]) -> None:
        """That the row follows the one before it and is as it was written. Raises BadArchive."""
        if row[self.prev_at] != self.before or row[self.hash_at] != self.hash_of(row):
            raise BadArchive(f"{self.table.name} {row[self.key_at]}: its hash chain is broken.")
        self.before = row[self.hash_at]

    def link(self, row: list[Any]) -> None:
        """Let the row follow the one before it, as both are now."""
        row[self.prev_at] = self.now
        self.now = row[self.hash_at] = self.hash_of(row)
        if row[self.key_at] == self.sealed:
            self.hash = self.now

    def hash_of(self, row: list[Any]) -> str:
        fields = {field.column: field.attname for field in self.table.model._meta.concrete_fields}
        values = {}
        for column, value in zip(self.table.columns, row, strict=True):
            known = json.loads(value) if column.kind == "json" and value is not None else value
            values[fields[column.name]] = known
        return digest[-1](self.table.model(**values))


def is_chained(table: Table) -> bool:
    return {"prev", "hash"} <= set(table.names)
