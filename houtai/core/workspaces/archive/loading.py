"""Reading the tables of a workspace back into a database that has none of its own rows yet."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from django.db import DatabaseError, connection, transaction

from houtai.core.workspaces.archive import rows
from houtai.core.workspaces.archive.counters import set_counter
from houtai.core.workspaces.archive.dumping import MANIFEST, Counted, Progress, silent
from houtai.core.workspaces.archive.errors import BadArchive
from houtai.core.workspaces.archive.manifest import Manifest, TablePart, read, table_file
from houtai.core.workspaces.archive.tables import Table, check, tables
from houtai.core.workspaces.archive.values import canonical, rows_in
from houtai.core.workspaces.context import enter

CHUNK, LONGEST = 2**20, 256 * 2**20
# What a driver raises for values that no column takes: too large, with a NUL, not JSON …
REFUSED = (DatabaseError, ValueError, OverflowError, ArithmeticError)
Change = Callable[[Table, list[list[Any]]], list[list[Any]]]


def as_they_are(table: Table, batch: list[list[Any]]) -> list[list[Any]]:
    return batch


def load(
    key: str, folder: Path, *, progress: Progress = silent, change: Change = as_they_are, known: Any = None
) -> Manifest:
    """Put the rows of a folder that `dump` made in place of all rows of a workspace's database, or leave it as it was.

    change: sees each batch of neutral rows first; known: apps of the migrations the database has, when not the code's.
    Raises BadArchive for rows that are damaged, do not fit the tables, or point to rows that are not there.
    """
    manifest = read((folder / MANIFEST).read_bytes())
    wanted = matched(manifest, tables(known) if known else tables())
    counted = Counted(progress, of=sum(part.rows for part in manifest.tables))
    with enter(key):
        check(connection, [table for table, _part in wanted])
        with _one_piece():
            _clear([table for table, _part in wanted])
            for table, part in wanted:
                _fill(table, part, folder, counted, change)
            _check_references([table for table, _part in wanted])
    return manifest


def matched(manifest: Manifest, known: list[Table]) -> list[tuple[Table, TablePart]]:
    """The code's tables with their parts. Raises BadArchive unless they are the same, column by column."""
    parts = {part.name: part for part in manifest.tables}
    if strange := parts.keys() ^ {table.name for table in known}:
        raise BadArchive(f"The archive's tables are not those of its version: {', '.join(sorted(strange)[:5])}")
    for table in known:
        if tuple(parts[table.name].columns) != table.columns:
            raise BadArchive(f"The columns of {table.name} are not those of the archive's version.")
    return [(table, parts[table.name]) for table in known]


@contextmanager
def _one_piece() -> Iterator[None]:
    """A transaction whose references are looked at once, at its end."""
    # In SQLite this works between transactions only; a test's own transaction defers the look as well.
    switched = connection.vendor == "sqlite" and not connection.in_atomic_block
    if switched:
        connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            yield
    finally:
        if switched:
            connection.enable_constraint_checking()


def _clear(known: list[Table]) -> None:
    with connection.cursor() as cursor:
        for table in known:
            # Append-only tables refuse even to delete nothing.
            if rows.count(connection, table):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")  # noqa: S608 - names of our own models


def _fill(table: Table, part: TablePart, folder: Path, counted: Counted, change: Change) -> None:
    turned, number = rows_in(table, connection.vendor), 0
    checks = [place for place, column in enumerate(table.columns) if column.kind == "json"]
    try:
        with connection.cursor() as cursor:
            for batch in read_rows(table, part, folder):
                number += len(batch)
                _check_json(batch, checks)
                _insert(cursor, table, turned(change(table, batch)))
                counted.add(table.name, len(batch))
        set_counter(connection, table, part.next)
    except REFUSED as error:
        raise BadArchive(f"{table.name}: rows up to {number} cannot be read in: {error}") from error
    if number != part.rows:
        raise BadArchive(f"{table.name} has {number} rows and should have {part.rows}.")


def read_rows(table: Table, part: TablePart, folder: Path) -> Iterator[list[list[Any]]]:
    """Neutral rows, some at once. Raises BadArchive."""
    decoder = msgspec.json.Decoder(table.row)
    try:
        with gzip.open(folder / table_file(part.name)) as packed:
            for lines in _lines(packed, part):
                yield decoder.decode_lines(lines)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadArchive(f"{part.name}: its rows cannot be read: {error}") from error


def _lines(packed: Any, part: TablePart) -> Iterator[bytes]:
    """Whole lines. Never more than was declared, so that a small file cannot fill the memory or the disk."""
    left, rest = part.bytes, b""
    while data := packed.read(CHUNK):
        left -= len(data)
        whole, found, behind = data.rpartition(b"\n")
        if left < 0 or len(rest) > LONGEST:
            raise BadArchive(f"{part.name} is longer than the archive says, or one of its rows is too long.")
        if found:
            yield rest + whole
            rest = behind
        else:
            rest += data
    if left or rest:
        raise BadArchive(f"{part.name} ends before the archive says it does.")


def _check_json(batch: list[list[Any]], places: list[int]) -> None:
    for place in places:
        for row in batch:
            if row[place] is not None:
                canonical(row[place])


def _insert(cursor: Any, table: Table, batch: list[list[Any]]) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, table.names))
    if connection.vendor == "postgresql":
        # Django knows no COPY, so the driver's errors are not turned into its own by themselves.
        with connection.wrap_database_errors, cursor.copy(f"COPY {quote(table.name)} ({columns}) FROM STDIN") as copy:
            for row in batch:
                copy.write_row(row)
        return
    marks = ", ".join(["%s"] * len(table.columns))
    cursor.executemany(f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})", batch)  # noqa: S608 - names of our own models


def _check_references(known: list[Table]) -> None:
    try:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            return
        for table in known:
            connection.check_constraints(table_names=[table.name])
    except DatabaseError as error:
        raise BadArchive(f"The archive's rows point to rows that are not in it: {error}") from error
