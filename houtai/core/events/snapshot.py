"""Which files a Delta table has at its newest version, and which of them can be read."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlparse

import pyarrow as pa
import pyarrow.parquet as pq
from deltalake import DeltaTable

Mark = tuple[int, int, int] | None


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
        self.hurt: dict[tuple[str, Mark], str] = {}
        self.sound: set[tuple[str, Mark]] = set()

    def refresh(self) -> Snapshot:
        with self.lock:
            stamp = (mark_of(self._log), mark_of(self._commit(self.version)), mark_of(self._commit(self.version + 1)))
            if stamp != self.stamp:
                # Our version's commit is gone when its log was cleaned away, or when another table lies there now.
                self._load(anew=len(self.stamp) < 3 or stamp[1] is None or stamp[1] != self.stamp[1])
                self.stamp = (stamp[0], mark_of(self._commit(self.version)), None)
            return self

    def leave_out(self, file: str, why: str) -> None:
        """What its footer did not show: reading the file came upon damage."""
        with self.lock:
            self.hurt[file, mark_of(Path(file))] = self.bad[file] = why
            self.files = [other for other in self.files if other != file]

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
            if mark in self.hurt:
                self.bad[file] = self.hurt[mark]
                continue
            try:
                if mark not in self.sound:
                    pq.read_metadata(file)
            except (OSError, pa.ArrowException) as error:
                self.bad[file] = str(error)
                continue
            sound.add(mark)
            self.files.append(file)
        self.sound = sound


_lock = threading.Lock()
_snapshots: dict[Path, Snapshot] = {}


def snapshot_of(folder: Path) -> Snapshot:
    with _lock:
        snapshot = _snapshots.setdefault(folder, Snapshot(folder))
    return snapshot.refresh()


def mark_of(file: Path) -> Mark:
    """Tells one content of a file from another; None when there is no such file."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def path_of(uri: str) -> str:
    return unquote(urlparse(uri).path) if uri.startswith("file:") else uri
