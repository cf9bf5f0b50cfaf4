"""Delta tables as ibis tables: one DuckDB for the process, one connection a thread, one view a version."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable
from django.conf import settings

VIEWS = 64
Mark = tuple[int, int, int] | None
SETTINGS: dict[str, Any] = {
    "threads": 2,
    "memory_limit": "2GB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "preserve_insertion_order": False,
}
_lock = threading.Lock()
_databases: dict[int, duckdb.DuckDBPyConnection] = {}
_snapshots: dict[Path, Snapshot] = {}


class Thread(threading.local):
    """What one thread holds: its connection and the views made on it."""

    def __init__(self) -> None:
        self.backend = ibis.duckdb.from_connection(database().cursor())
        self.views: OrderedDict[str, Any] = OrderedDict()


class Snapshot:
    """The files of a table at its newest version, and which of them can be read. For all threads of the process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = threading.Lock()
        self.table: DeltaTable | None = None
        self.stamp: tuple[Mark, ...] = ()
        self.version = -1
        self.files: list[str] = []
        self.bad: dict[str, str] = {}
        self.sound: set[tuple[str, Mark]] = set()

    def refresh(self) -> Snapshot:
        with self.lock:
            stamp = (mark_of(self._log), mark_of(self._commit(self.version)), mark_of(self._commit(self.version + 1)))
            if stamp != self.stamp:
                # Our version's commit is gone when its log was cleaned away, or when another table lies there now.
                self._load(anew=len(self.stamp) < 3 or stamp[1] is None or stamp[1] != self.stamp[1])
                self.stamp = (stamp[0], mark_of(self._commit(self.version)), None)
            return self

    @property
    def _log(self) -> Path:
        return self.folder / "_delta_log"

    def _commit(self, version: int) -> Path:
        return self._log / f"{version:020}.json"

    def _load(self, *, anew: bool) -> None:
        if not DeltaTable.is_deltatable(str(self.folder)):
            self.table, self.version, self.files, self.bad = None, -1, [], {}
            return
        if self.table is None or anew:
            self.table = DeltaTable(str(self.folder))
        else:
            self.table.update_incremental()
        self.version = self.table.version()
        self._sort_out([path_of(uri) for uri in self.table.file_uris()])

    def _sort_out(self, files: Iterable[str]) -> None:
        self.files, self.bad, sound = [], {}, set()
        for file in files:
            mark = (file, mark_of(Path(file)))
            try:
                if mark not in self.sound:
                    pq.read_metadata(file)
            except (OSError, pa.ArrowException) as error:
                self.bad[file] = str(error)
                continue
            sound.add(mark)
            self.files.append(file)
        self.sound = sound


def view(folder: Path, schema: pa.Schema, *, since: date | None, until: date | None) -> Any:
    """The table as this thread may read it; of the days from `since` to `until`, both with them."""
    snapshot = snapshot_of(folder)
    files = [file for file in snapshot.files if within(file, since, until)]
    name, thread = f"log_{blake2b(chr(10).join([str(folder), *files]).encode(), digest_size=12).hexdigest()}", _thread()
    if name not in thread.views:
        thread.views[name] = _made(thread.backend, name, files, schema)
        while len(thread.views) > VIEWS:
            _drop(thread.backend, *thread.views.popitem(last=False))
    thread.views.move_to_end(name)
    return thread.views[name]


def damaged(folder: Path) -> list[str]:
    """Files of the newest version that are missing or are no Parquet files, by their names within the table."""
    return sorted(Path(file).relative_to(folder).as_posix() for file in snapshot_of(folder).bad)


def snapshot_of(folder: Path) -> Snapshot:
    with _lock:
        snapshot = _snapshots.setdefault(folder, Snapshot(folder))
    return snapshot.refresh()


def connection() -> Any:
    """The ibis backend of this thread, on which all tables of `view` live."""
    return _thread().backend


def database() -> duckdb.DuckDBPyConnection:
    """The process's DuckDB: threads share its memory and its cache of file footers."""
    with _lock:
        if os.getpid() not in _databases:
            spill = Path(settings.HOME) / "spill"
            _databases.clear()
            _databases[os.getpid()] = duckdb.connect(config=SETTINGS | {"temp_directory": str(spill)})
            _databases[os.getpid()].execute("SET parquet_metadata_cache = true")
        return _databases[os.getpid()]


def mark_of(file: Path) -> Mark:
    """Tells one content of a file from another; None when there is no such file."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def within(file: str, since: date | None, until: date | None) -> bool:
    day = date.fromisoformat(Path(file).parent.name.removeprefix("day="))
    return (since is None or day >= since) and (until is None or day <= until)


def path_of(uri: str) -> str:
    return unquote(urlparse(uri).path) if uri.startswith("file:") else uri


_holder: dict[int, Thread] = {}


def _thread() -> Thread:
    """Connections do not survive a fork."""
    if os.getpid() not in _holder:
        _holder.clear()
        _holder[os.getpid()] = Thread()
    return _holder[os.getpid()]


def _made(backend: Any, name: str, files: list[str], schema: pa.Schema) -> Any:
    if not files:
        return backend.create_table(name, schema=ibis.Schema.from_pyarrow(schema), temp=True)
    return backend.read_parquet(files, table_name=name, hive_partitioning=True).select(*schema.names)


def _drop(backend: Any, name: str, _table: Any) -> None:
    kind = "VIEW" if backend.con.execute("FROM duckdb_views() WHERE view_name = ?", [name]).fetchall() else "TABLE"
    backend.con.execute(f'DROP {kind} IF EXISTS "{name}"')
