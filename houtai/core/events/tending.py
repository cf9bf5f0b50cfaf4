"""What is due for one table of the event log: joining files, a checkpoint, forgetting old days, cleaning away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from deltalake import DeltaTable, WriterProperties

from houtai.core.events.log import HOURS_KEPT, NO_HOOKS, Log
from houtai.core.events.snapshot import path_of

MB = 1 << 20
COMMITS_A_CHECKPOINT = 100
PACKED = WriterProperties(compression="ZSTD")


@dataclass(frozen=True, kw_only=True)
class Size:
    """Files of a day below `small` are joined, once there are `many`, into files of `target` bytes."""

    many: int
    small: int
    target: int


# A day that still grows is joined in small steps, so that no row is written anew more than a few times.
GROWING = Size(many=10, small=4 * MB, target=8 * MB)
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
