"""Delta tables as ibis tables: one DuckDB for the process, one connection a thread, one view a version.

DuckDB and ibis are loaded with the first question: that takes a second, and most processes never ask one.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from datetime import date
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from django.conf import settings

from houtai.core.events.snapshot import Snapshot, snapshot_of

if TYPE_CHECKING:
    import duckdb

VIEWS = 64
SETTINGS: dict[str, Any] = {
    "threads": 2,
    "memory_limit": "2GB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "preserve_insertion_order": False,
}
_lock = threading.Lock()
_databases: dict[int, duckdb.DuckDBPyConnection] = {}


class Thread(threading.local):
    """What one thread holds: its connection and the views made on it."""

    def __init__(self) -> None:
        from houtai.core.events.enduring import Enduring

        self.backend = Enduring.from_connection(database().cursor())
        self.views: OrderedDict[str, Any] = OrderedDict()


def view(folder: Path, schema: pa.Schema, *, since: date | None, until: date | None) -> Any:
    """The table as this thread may read it; of the days from `since` to `until`, both with them."""
    from houtai.core.events.enduring import Made

    snapshot = snapshot_of(folder)
    files = [file for file in snapshot.files if within(file, since, until)]
    name, thread = f"log_{blake2b(chr(10).join([str(folder), *files]).encode(), digest_size=12).hexdigest()}", _thread()
    if name not in thread.views:
        thread.views[name] = _made(thread.backend, name, files, schema)
        thread.backend.made[name] = Made(
            files=files,
            leave_out=snapshot.leave_out,
            again=partial(_remade, thread.backend, name, files, schema, snapshot=snapshot),
        )
        while len(thread.views) > VIEWS:
            old, table = thread.views.popitem(last=False)
            thread.backend.made.pop(old, None)
            _drop(thread.backend, old, table)
    thread.views.move_to_end(name)
    return thread.views[name]


def damaged(folder: Path) -> list[str]:
    """Files of the newest version that are missing or are no Parquet files, by their names within the table."""
    return sorted(Path(file).relative_to(folder).as_posix() for file in snapshot_of(folder).bad)


def connection() -> Any:
    """The ibis backend of this thread, on which all tables of `view` live."""
    return _thread().backend


def database() -> duckdb.DuckDBPyConnection:
    """The process's DuckDB: threads share its memory and its cache of file footers."""
    import duckdb

    with _lock:
        if os.getpid() not in _databases:
            spill = Path(settings.HOME) / "spill"
            _databases.clear()
            _databases[os.getpid()] = duckdb.connect(config=SETTINGS | {"temp_directory": str(spill)})
            _databases[os.getpid()].execute("SET parquet_metadata_cache = true")
        return _databases[os.getpid()]


def within(file: str, since: date | None, until: date | None) -> bool:
    day = date.fromisoformat(Path(file).parent.name.removeprefix("day="))
    return (since is None or day >= since) and (until is None or day <= until)


_holder: dict[int, Thread] = {}


def _thread() -> Thread:
    """Connections do not survive a fork."""
    if os.getpid() not in _holder:
        _holder.clear()
        _holder[os.getpid()] = Thread()
    return _holder[os.getpid()]


def _made(backend: Any, name: str, files: list[str], schema: pa.Schema) -> Any:
    import ibis

    if not files:
        return backend.create_table(name, schema=ibis.Schema.from_pyarrow(schema), temp=True)
    return backend.read_parquet(files, table_name=name, hive_partitioning=True).select(*schema.names)


def _remade(backend: Any, name: str, files: list[str], schema: pa.Schema, *, snapshot: Snapshot) -> None:
    _drop(backend, name, None)
    _made(backend, name, [file for file in files if file not in snapshot.bad], schema)


def _drop(backend: Any, name: str, _table: Any) -> None:
    kind = "VIEW" if backend.con.execute("FROM duckdb_views() WHERE view_name = ?", [name]).fetchall() else "TABLE"
    backend.con.execute(f'DROP {kind} IF EXISTS "{name}"')
