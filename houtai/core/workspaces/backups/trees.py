"""Copies of a workspace's files: what has not changed since the copy before takes no room a second time."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

LOG, LAST = "_delta_log", "_last_checkpoint"
LEFT_OUT = (".lock", ".draft")


def copy_tree(source: Path, to: Path, *, before: Path | None = None) -> None:
    """Copy a folder that may be in use; files equal to those of `before` become hard links to them.

    Of a table of the event log, its log is copied as it was at the beginning, and all its files after that: so the
    copy is the table as it was at one version.
    """
    logs = [log for log in source.rglob(LOG) if log.is_dir()]
    # Whoever reads the table begins at the checkpoint that this names, so it must not be younger than the list.
    for log in logs:
        _copy(log / LAST, to / (log / LAST).relative_to(source), None)
    listed = [file for log in logs for file in sorted(log.iterdir()) if file.name != LAST]
    for file in [*listed, *(file for file in walk(source) if LOG not in file.parts)]:
        place = file.relative_to(source)
        _copy(file, to / place, before / place if before else None)


def walk(folder: Path) -> Iterator[Path]:
    """Every file but the database, which lies at the top and is copied in its own way, and locks."""
    for base, _folders, names in os.walk(folder):
        top = Path(base) == folder
        for name in sorted(names):
            if not (top and name.startswith("db.")) and not name.endswith(LEFT_OUT):
                yield Path(base) / name


def mark_tree(folder: Path) -> tuple[str, int]:
    """A digest of names, sizes and times, and the latest of these times in nanoseconds."""
    digest, latest = hashlib.sha256(), 0
    for file in walk(folder):
        with suppress(FileNotFoundError):
            known = file.stat()
            digest.update(f"{file.relative_to(folder)}\0{known.st_size}\0{known.st_mtime_ns}\n".encode())
            latest = max(latest, known.st_mtime_ns)
    return digest.hexdigest(), latest


def _copy(file: Path, to: Path, before: Path | None) -> None:
    # What is gone meanwhile, as old files of a table are, was not part of it any more.
    with suppress(FileNotFoundError):
        known = file.stat()
        to.parent.mkdir(parents=True, exist_ok=True)
        if before and _same(known, before):
            with suppress(OSError):
                os.link(before, to)
                return
        shutil.copy2(file, to)


def _same(known: os.stat_result, before: Path) -> bool:
    with suppress(FileNotFoundError):
        there = before.stat()
        return (there.st_size, there.st_mtime_ns) == (known.st_size, known.st_mtime_ns)
    return False
