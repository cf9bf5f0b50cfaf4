"""Keeps the logs quick: joins small files, writes checkpoints, forgets old days, deletes what nobody reads any more."""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from deltalake import DeltaTable, WriterProperties
from deltalake.exceptions import DeltaError

from houtai.core.events.log import HOURS_KEPT, NO_HOOKS, Log
from houtai.core.events.schema import ASSIGNMENTS, EVENTS
from houtai.core.events.tables import path_of

MB = 1 << 20
COMMITS_A_CHECKPOINT = 100
EACH_SECONDS, CLEAN_SECONDS = 30.0, 3600.0
PACKED = WriterProperties(compression="ZSTD")
log = logging.getLogger("houtai.writer")


@dataclass(frozen=True, kw_only=True)
class Size:
    """Files of a day below `small` are joined, once there are `many`, into files of `target` bytes."""

    many: int
    small: int
    target: int


# A day that still grows is joined in small steps, so that no row is written anew more than a few times.
GROWING = Size(many=32, small=4 * MB, target=8 * MB)
QUIET = Size(many=4, small=128 * MB, target=256 * MB)
QUIET_AFTER = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Done:
    """joined, forgotten: days; deleted: files; checkpoint: whether one was written."""

    joined: tuple[date, ...] = ()
    forgotten: tuple[date, ...] = ()
    deleted: int = 0
    checkpoint: bool = False


def tend(log: Log, *, now: datetime, days: int | None = None, clean: bool = True) -> Done:
    """Do for one table what is due. days: how many are kept, None for all. Appends may go on meanwhile.

    clean: also delete files that no version of the last two hours names. Raises OSError or DeltaError.
    """
    if not log.exists():
        return Done()
    table = DeltaTable(str(log.folder))
    forgotten = forget(table, before=now.date() - timedelta(days=days)) if days else ()
    joined = tuple(day for day, size in crowded(table, now=now) if join(table, day, size))
    checkpoint = table.version() - checkpointed(log.folder) >= COMMITS_A_CHECKPOINT
    if checkpoint:
        table.create_checkpoint()
        table.cleanup_metadata()
    deleted = table.vacuum(retention_hours=HOURS_KEPT, dry_run=False, enforce_retention_duration=False) if clean else []
    return Done(joined=joined, forgotten=forgotten, deleted=len(deleted), checkpoint=checkpoint)


def forget(table: DeltaTable, *, before: date) -> tuple[date, ...]:
    """Delete whole days; their files stay until they are cleaned away. Returns the days."""
    days = {date.fromisoformat(path.parent.name.removeprefix("day=")) for path in paths(table)}
    old = tuple(sorted(day for day in days if day < before))
    if old:
        table.delete(f"day < '{before.isoformat()}'", post_commithook_properties=NO_HOOKS)
    return old


def crowded(table: DeltaTable, *, now: datetime) -> Iterator[tuple[date, Size]]:
    """Days with too many small files."""
    files: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for path in paths(table):
        status = path.stat()
        files[path.parent.name.removeprefix("day=")].append((status.st_size, status.st_mtime))
    for day, sizes in files.items():
        newest = max(changed for _bytes, changed in sizes)
        size = QUIET if newest < (now - QUIET_AFTER).timestamp() else GROWING
        if sum(length < size.small for length, _changed in sizes) >= size.many:
            yield date.fromisoformat(day), size


def join(table: DeltaTable, day: date, size: Size) -> bool:
    done = table.optimize.compact(
        partition_filters=[("day", "=", day.isoformat())],
        target_size=size.target,
        max_concurrent_tasks=1,
        writer_properties=PACKED,
        post_commithook_properties=NO_HOOKS,
    )
    return bool(done["numFilesRemoved"])


def paths(table: DeltaTable) -> list[Path]:
    """The table's files that are there."""
    return [path for uri in table.file_uris() if (path := Path(path_of(uri))).exists()]


def checkpointed(folder: Path) -> int:
    """The newest version with a checkpoint, or 0."""
    found = [file.name.split(".")[0] for file in (folder / "_delta_log").glob("*.checkpoint*.parquet")]
    return max((int(name) for name in found if name.isdigit()), default=0)


class Upkeep:
    """All tables of a home. days: how many days of events a workspace keeps; clock: what time it is, in UTC."""

    def __init__(self, home: Path, *, clock: Callable[[], datetime], days: Callable[[str], int | None]) -> None:
        self.home, self.clock, self.days = home, clock, days
        self.cleaned: datetime | None = None

    def run(self, stopped: threading.Event) -> None:
        """Beside the writer, until told to stop."""
        while not stopped.wait(EACH_SECONDS):
            self.turn()

    def turn(self) -> list[Done]:
        """Look at every table once. One table's trouble is noted and stops no other."""
        now = self.clock()
        clean = self.cleaned is None or (now - self.cleaned).total_seconds() >= CLEAN_SECONDS
        if clean:
            self.cleaned = now
        return [done for folder in self._workspaces() for done in self._tend(folder, now=now, clean=clean)]

    def _workspaces(self) -> list[Path]:
        return sorted(file.parent for file in (self.home / "workspaces").glob("*/db.sqlite3"))

    def _tend(self, folder: Path, *, now: datetime, clean: bool) -> Iterator[Done]:
        for name, schema in (("log", EVENTS), ("assignments", ASSIGNMENTS)):
            try:
                # How long assignments are kept follows from the decisions they belong to, which stay.
                days = self.days(folder.name) if name == "log" else None
                yield tend(Log(folder / "events" / name, schema), now=now, days=days, clean=clean)
            except (OSError, DeltaError):
                log.exception("The table %s of workspace %s could not be tended.", name, folder.name)
