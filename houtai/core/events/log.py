"""The event log of a workspace: Delta tables with one writer, read as ibis expressions over DuckDB."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake

from houtai.core.events.schema import ASSIGNMENTS, EVENTS, Fate
from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import folder_of


class Log:
    """One append-only Delta table, partitioned by day. Only one process may append at a time."""

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self.folder, self.schema = folder, schema

    def exists(self) -> bool:
        return DeltaTable.is_deltatable(str(self.folder))

    def position(self, app: str) -> int:
        """The highest `version` committed for `app`, or -1."""
        return int(DeltaTable(str(self.folder)).transaction_version(app) or -1) if self.exists() else -1

    def append(self, rows: pa.Table, *, positions: dict[str, int] | None = None) -> None:
        """Commit rows (columns as in the schema) and, in the same commit, how far each source was read."""
        marks = [Transaction(app, version) for app, version in (positions or {}).items()]
        write_deltalake(
            str(self.folder),
            rows.cast(self.schema),
            mode="append",
            partition_by=["day"],
            commit_properties=CommitProperties(app_transactions=marks),
        )

    def rows(self) -> Any:
        """All rows as an ibis table."""
        files = DeltaTable(str(self.folder)).file_uris() if self.exists() else []
        if not files:
            return ibis.memtable(self.schema.empty_table())
        return ibis.duckdb.connect().read_parquet(files, hive_partitioning=True)


def event_log() -> Log:
    return Log(folder_of(current()) / "events" / "log", EVENTS)


def assignment_log() -> Log:
    return Log(folder_of(current()) / "events" / "assignments", ASSIGNMENTS)


def events(*, simulated: bool | None = None) -> Any:
    """Counted events of the current workspace as an ibis table; real, simulated, or both (None)."""
    table = event_log().rows()
    table = table.filter(table.fate == int(Fate.COUNTED))
    return table if simulated is None else table.filter(table.simulated == simulated)


def assignments() -> Any:
    """Who was given what, by which decision, as an ibis table."""
    return assignment_log().rows()
