"""Whether two workspaces hold the same rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from houtai.core.workspaces.archive import rows
from houtai.core.workspaces.archive.dumping import ENCODER, Counted, Progress, silent
from houtai.core.workspaces.archive.tables import Table, tables
from houtai.core.workspaces.archive.values import rows_compared

SHOWN = 10
Digests = dict[Any, bytes]


@dataclass(frozen=True)
class Difference:
    """key: of the row, None for the table as a whole."""

    table: str
    key: Any
    what: str

    def __str__(self) -> str:
        return f"{self.table} {'' if self.key is None else self.key}: {self.what}"


def digests(key: str, *, progress: Progress = silent) -> dict[str, str]:
    """A digest of all rows of each table, in the order of their keys: equal on any engine for equal rows."""
    with rows.one_moment(key) as connection:
        known = tables()
        counted = Counted(progress, of=sum(rows.count(connection, table) for table in known))
        return {table.name: _digest(connection, table, counted) for table in known}


def same(key_a: str, key_b: str, *, progress: Progress = silent) -> list[Difference]:
    """What differs between two workspaces' databases, row by row; at most ten rows a table. Empty when nothing does."""
    first, second = digests(key_a, progress=progress), digests(key_b, progress=progress)
    found: list[Difference] = []
    for table in tables():
        if first[table.name] != second[table.name]:
            found += _named(table, _rows(key_a, table), _rows(key_b, table))
    with rows.one_moment(key_a) as connection:
        ours = set(rows.migrations(connection))
    with rows.one_moment(key_b) as connection:
        theirs = set(rows.migrations(connection))
    return found + [Difference("django_migrations", key, "in one of them only") for key in sorted(ours ^ theirs)]


def _digest(connection: Any, table: Table, counted: Counted) -> str:
    turned, sha = rows_compared(table), hashlib.sha256()
    for batch in rows.batches(connection, table):
        sha.update(ENCODER.encode_lines(turned(batch)))
        counted.add(table.name, len(batch))
    return sha.hexdigest()


def _rows(key: str, table: Table) -> Digests:
    turned, place = rows_compared(table), table.place(table.key)
    with rows.one_moment(key) as connection:
        return {
            row[place]: hashlib.blake2b(ENCODER.encode(row), digest_size=16).digest()
            for batch in rows.batches(connection, table)
            for row in turned(batch)
        }


def _named(table: Table, ours: Digests, theirs: Digests) -> list[Difference]:
    found = [Difference(table.name, key, "missing in the second") for key in ours if key not in theirs]
    found += [Difference(table.name, key, "missing in the first") for key in theirs if key not in ours]
    found += [Difference(table.name, key, "differs") for key in ours if key in theirs and ours[key] != theirs[key]]
    return found[:SHOWN] or [Difference(table.name, None, "its rows are in another order")]
