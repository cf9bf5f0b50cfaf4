"""One workspace's share of the writer's work: rows laid ready, then committed with the places they came from."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from deltalake.exceptions import DeltaError

from houtai.core.events.log import Log
from houtai.core.events.schema import EVENTS, Fate
from houtai.core.events.seen import DAYS, Ids, Seen

COMMIT = "commit"
log = logging.getLogger("houtai.writer")
STUCK_AFTER, STUCK_FOR = 3, timedelta(minutes=5)
# Too little room, or room for this user: it passes by itself, for all workspaces at once.

FULL = ("os error 27)", "os error 28)", "os error 122)")


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What one round moved. events: counted ones; refused: records that were none; failure: what kept others back."""

    events: int = 0
    duplicates: int = 0
    bots: int = 0
    refused: int = 0
    bytes: int = 0
    failure: Exception | None = None

    def __add__(self, other: Moved) -> Moved:
        return Moved(
            events=self.events + other.events,
            duplicates=self.duplicates + other.duplicates,
            bots=self.bots + other.bots,
            refused=self.refused + other.refused,
            bytes=self.bytes + other.bytes,
            failure=self.failure or other.failure,
        )


@dataclass
class Shelf:
    """folder: the workspace's event log. left: segments with rows that could not be committed yet."""

    folder: Path
    clock: Callable[[], datetime]
    places: dict[Path, int] = field(default_factory=dict)
    left: set[Path] = field(default_factory=set)
    taken: list[pa.Table] = field(default_factory=list)
    marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    failures: int = 0
    stuck_until: datetime | None = None

    def __post_init__(self) -> None:
        self.log = Log(self.folder, EVENTS)
        self.seen: Seen | None = None
        self.records = 0
        self.returned: list[tuple[Path, int]] = []

    def place(self, segment: Path) -> int:
        """Up to which byte a segment's rows are in the log; 0 when none are."""
        if segment not in self.places:
            try:
                self.places[segment] = max(self.log.position(segment.name), 0)
            except (OSError, DeltaError) as error:
                self._stick(error)
                return 0
        return self.places[segment]

    def take(self, rows: pa.Table, *, segment: Path, start: int, end: int) -> None:
        """Lay rows ready. After repeated failures they are left in their segment for some minutes."""
        if self.stuck_until and self.clock() < self.stuck_until:
            self.left.add(segment)
            return
        self.taken.append(rows.set_column(1, "record", pc.add(rows["record"], self.records)))
        self.records += end - start
        self.marks[segment] = (self.marks.get(segment, (start, end))[0], end)

    def commit(self) -> Moved:
        """Put what lies ready into the log, with the places, in one commit. Trouble is returned, for others go on."""
        if not self.taken:
            return Moved()
        try:
            moved = self._commit(pa.concat_tables(self.taken))
        except (OSError, DeltaError, pa.ArrowException) as error:
            self._fail(error)
            return Moved(failure=error)
        finally:
            self.taken, self.marks, self.records = [], {}, 0
        self.failures = 0
        return moved

    def back(self) -> list[tuple[Path, int]]:
        """Segments that must be read again, and from which byte."""
        if self.stuck_until and self.clock() >= self.stuck_until:
            self.returned += [(segment, self.place(segment)) for segment in self.left]
            self.left, self.stuck_until = set(), None
        returned, self.returned = self.returned, []
        return returned

    def _commit(self, rows: pa.Table) -> Moved:
        if self.seen is None:
            self.seen = remembered(self.log, rows)
        again, ids, received = repeated(rows, self.seen)
        fates = pc.if_else(pa.array(again), int(Fate.DUPLICATE), rows["fate"]).cast(pa.int8())
        number = max(self.log.position(COMMIT), 0) + 1
        rows = rows.set_column(rows.schema.get_field_index("fate"), "fate", fates)
        rows = rows.append_column(COMMIT, pa.repeat(number, rows.num_rows).cast(pa.int64()))
        ends = {segment.name: end for segment, (_start, end) in self.marks.items()}
        self.log.append(rows, positions={COMMIT: number}, passing=ends)
        self.seen.add(ids, received=received)
        self.places.update({segment: end for segment, (_start, end) in self.marks.items()})
        return counted(fates)

    def _fail(self, error: Exception) -> None:
        """Whether the commit landed is not known, so everything is asked of the log again."""
        self.log.forget()
        self.places, self.seen = {}, None
        self.returned += [(segment, start) for segment, (start, _end) in self.marks.items()]
        self.failures += not any(words in str(error) for words in FULL)
        if self.failures >= STUCK_AFTER:
            self.left |= set(self.marks)
            self.returned = []
            self._stick(error)

    def _stick(self, error: Exception) -> None:
        log.error("The events in %s cannot be added to: %s. They stay in the intake.", self.folder, error)
        self.log.forget()
        self.stuck_until = self.clock() + STUCK_FOR


def repeated(rows: pa.Table, seen: Seen) -> tuple[Any, Ids, Ids]:
    """For each row whether its batch came before; and the batches that are new, with when they were received."""
    record, batch = rows["record"].to_numpy(), rows["batch"].to_numpy()
    first = np.flatnonzero(np.diff(record, prepend=record[:1] - 1))
    ids = batch[first]
    again = np.ones(len(ids), dtype=np.bool_)
    again[np.unique(ids, return_index=True)[1]] = False
    again |= seen.known(ids)
    lengths = np.diff(np.append(first, len(record)))
    received = rows["received"].cast(pa.int64()).to_numpy()[first]
    return np.repeat(again, lengths), ids[~again], received[~again]


def remembered(log: Log, rows: pa.Table) -> Seen:
    """The batches of the last days, from the log."""
    seen, since = Seen(), pc.min(rows["received"]).as_py() - timedelta(days=DAYS)
    if log.exists():
        table = log.rows()
        known = table.filter((table.received >= since) & (table.fate != int(Fate.DUPLICATE)))
        found = known.group_by("batch").aggregate(received=known.received.min()).to_pyarrow()
        if found.num_rows:
            seen.add(found["batch"].to_numpy(), received=found["received"].cast(pa.int64()).to_numpy())
    return seen


def counted(fates: pa.ChunkedArray) -> Moved:
    sums = {entry["values"]: entry["counts"] for entry in pc.value_counts(fates).to_pylist()}
    return Moved(
        events=sums.get(int(Fate.COUNTED), 0),
        duplicates=sums.get(int(Fate.DUPLICATE), 0),
        bots=sums.get(int(Fate.BOT), 0),
    )
