"""The event log of a workspace: Delta tables that grow, read as ibis expressions over DuckDB."""

from __future__ import annotations

import contextlib
import fcntl
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, PostCommitHookProperties, Transaction, write_deltalake
from deltalake.exceptions import CommitFailedError

from houtai.core.events import tables
from houtai.core.events.schema import ASSIGNMENTS, EVENTS, Fate
from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import folder_of

TRIES = 10
HOURS_KEPT = 2
# Checkpoints, compaction and cleaning are the writer's own work (upkeep.py); the library's would come in between.
PROPERTIES = {
    "delta.checkpointInterval": "1000000",
    "delta.logRetentionDuration": f"interval {HOURS_KEPT} hours",
    "delta.deletedFileRetentionDuration": f"interval {HOURS_KEPT} hours",
    "delta.setTransactionRetentionDuration": "interval 30 days",
}
NO_HOOKS = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)


class Log:
    """One table, partitioned by day. `append` may race with other appends and with upkeep."""

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self.folder, self.schema = folder, schema
        self._table: DeltaTable | None = None

    def exists(self) -> bool:
        return (self.folder / "_delta_log").is_dir() and DeltaTable.is_deltatable(str(self.folder))

    def table(self) -> DeltaTable:
        """The table as it is now; made when there is none. Its handle is kept, which makes commits cheap."""
        if self._table is None:
            self._table = DeltaTable(str(self.folder)) if self.exists() else self._make()
        else:
            self._table.update_incremental()
        return self._table

    def forget(self) -> None:
        """Open the table anew next time: after a commit of which nobody knows how it went."""
        self._table = None

    def position(self, app: str) -> int:
        """The highest `version` committed for `app`, or -1."""
        version = self.table().transaction_version(app) if self.exists() else None
        return -1 if version is None else int(version)

    def append(
        self, rows: pa.Table, *, positions: dict[str, int] | None = None, passing: dict[str, int] | None = None
    ) -> bool:
        """Commit rows (columns as in the schema) and, in the same commit, how far each source was read.

        False, and nothing is written, when one of the positions was committed before: so a repeat is harmless.
        passing: further positions, neither checked nor kept for longer than 30 days.
        Raises OSError or DeltaError when the disk is full; then nothing is written either.
        """
        with self.alone():
            return self._append(rows, positions or {}, passing or {})

    def rows(self, *, since: date | None = None, until: date | None = None) -> Any:
        """Rows as an ibis table; of the days from `since` to `until`, both with them. Belongs to this thread."""
        return tables.view(self.folder, self.schema, since=since, until=until)

    def damaged(self) -> list[str]:
        """Names of the table's files that are missing or cannot be read; they are left out of `rows`."""
        return tables.damaged(self.folder)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """No append comes in between. The library lets two commits of one position through when they race."""
        self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _append(self, rows: pa.Table, positions: dict[str, int], passing: dict[str, int]) -> bool:
        for attempt in range(TRIES):
            if any(self.position(app) >= version for app, version in positions.items()):
                return False
            try:
                self._commit(rows, positions, passing)
            except CommitFailedError:
                self.forget()
                if attempt == TRIES - 1:
                    raise
            except BaseException:
                self.forget()
                raise
            else:
                return True
        return False

    def _make(self) -> DeltaTable:
        with contextlib.suppress(CommitFailedError, FileExistsError):  # Somebody else made it: as good.
            DeltaTable.create(
                str(self.folder), schema=self.schema, mode="ignore", partition_by=["day"], configuration=PROPERTIES
            )
        return DeltaTable(str(self.folder))

    def _commit(self, rows: pa.Table, positions: dict[str, int], passing: dict[str, int]) -> None:
        marks = [Transaction(app, version) for app, version in positions.items()]
        # The library compares with the clock of the machine, so played time would not do.
        marks += [Transaction(app, version, int(time.time() * 1000)) for app, version in passing.items()]
        write_deltalake(
            self.table(),
            rows.select(self.schema.names).cast(self.schema),
            mode="append",
            commit_properties=CommitProperties(app_transactions=marks),
            post_commithook_properties=NO_HOOKS,
        )


def event_log() -> Log:
    return Log(folder_of(current()) / "events" / "log", EVENTS)


def assignment_log() -> Log:
    return Log(folder_of(current()) / "events" / "assignments", ASSIGNMENTS)


def events(*, simulated: bool | None = None, since: date | None = None, until: date | None = None) -> Any:
    """Counted events of the current workspace as an ibis table; real, simulated, or both (None).

    since, until: the days of `at` (UTC) that are read, both with them; other days' files are not opened.
    """
    table = event_log().rows(since=since, until=until)
    table = table.filter(table.fate == int(Fate.COUNTED))
    return table if simulated is None else table.filter(table.simulated == simulated)


def assignments(*, since: date | None = None, until: date | None = None) -> Any:
    """Who was given what, by which decision, as an ibis table."""
    return assignment_log().rows(since=since, until=until)
