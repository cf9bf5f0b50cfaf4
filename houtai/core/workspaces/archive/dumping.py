"""Writing the tables of a workspace down, one file each."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from houtai.core.workspaces import schema
from houtai.core.workspaces.archive import rows
from houtai.core.workspaces.archive.counters import counter
from houtai.core.workspaces.archive.manifest import FORMAT, Manifest, TablePart, table_file, written
from houtai.core.workspaces.archive.tables import Table, check, tables

Progress = Callable[[str, int, int], None]
ENCODER = msgspec.json.Encoder()
MANIFEST = "manifest.json"


def silent(what: str, done: int, of: int) -> None:
    """Progress that nobody watches."""


def dump(key: str, folder: Path, *, progress: Progress = silent, now: datetime | None = None) -> Manifest:
    """Write every row of a workspace's database into a folder, as of one moment, with a manifest beside.

    progress(what, done, of): called for each batch with a table's name and rows written of all.
    Raises UnknownTables when database and code do not agree, OSError when the disk is full.
    """
    with rows.one_moment(key) as connection:
        return dump_from(connection, folder, progress=progress, now=now or datetime.now(UTC))


def dump_from(connection: Any, folder: Path, *, progress: Progress, now: datetime) -> Manifest:
    """The same from a connection that already sees one moment."""
    known = tables()
    check(connection, known)
    (folder / "tables").mkdir(parents=True, exist_ok=True, mode=0o700)
    counted = Counted(progress, of=sum(rows.count(connection, table) for table in known))
    manifest = Manifest(
        format=FORMAT,
        schema=schema.version(),
        taken_at=now,
        migrations=rows.migrations(connection),
        tables=[_write(connection, table, folder, counted) for table in known],
    )
    (folder / MANIFEST).write_bytes(written(manifest))
    return manifest


class Counted:
    """Turns rows of many tables into one progress."""

    def __init__(self, progress: Progress, *, of: int) -> None:
        self.progress, self.of, self.done = progress, of, 0

    def add(self, what: str, number: int) -> None:
        self.done += number
        self.progress(what, self.done, self.of)


class Hashed:
    """A file that knows the digest and the length of what was written to it."""

    def __init__(self, path: Path) -> None:
        self.file, self.sha, self.bytes = path.open("xb"), hashlib.sha256(), 0

    def write(self, data: Any) -> int:
        self.sha.update(data)
        self.bytes += len(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()


def _write(connection: Any, table: Table, folder: Path, counted: Counted) -> TablePart:
    out = Hashed(folder / table_file(table.name))
    with out.file:
        number, size = _pack(rows.batches(connection, table), out, lambda many: counted.add(table.name, many))
    return TablePart(
        name=table.name,
        columns=list(table.columns),
        rows=number,
        bytes=size,
        packed=out.bytes,
        sha256=out.sha.hexdigest(),
        next=counter(connection, table),
    )


def _pack(batches: Iterable[list[list[Any]]], out: Any, tell: Callable[[int], None]) -> tuple[int, int]:
    number = size = 0
    with gzip.GzipFile(filename="", fileobj=out, mode="wb", compresslevel=1, mtime=0) as packed:
        for batch in batches:
            size += packed.write(ENCODER.encode_lines(batch))
            number += len(batch)
            tell(len(batch))
    return number, size
