"""The one process that moves events from the intake into the event logs, each exactly once."""

from __future__ import annotations

import fcntl
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from houtai.core.events import aside
from houtai.core.events.arriving import Arrived, arrived
from houtai.core.events.intake import is_closed, read, segments
from houtai.core.events.shelf import Moved, Shelf
from houtai.core.events.upkeep import Upkeep

MOST_BYTES = 16 << 20
PAUSE, GLANCE = 0.7, 64
log = logging.getLogger("houtai.writer")


class WriterBusy(RuntimeError):
    """Another writer works in this home."""


@dataclass
class Part:
    """What was read of one segment in one go: its payloads from byte `start` to byte `end`."""

    segment: Path
    start: int
    end: int
    payloads: list[bytes]


class Writer:
    """home: the folder with intake and workspaces; clock: says what time it is, in UTC; upkeep: done beside `run`."""

    def __init__(self, home: Path, *, clock: Callable[[], datetime], upkeep: Upkeep | None = None) -> None:
        self.home, self.clock, self.upkeep = home, clock, upkeep
        self.intake = home / "intake"
        self.offsets: dict[Path, int] = {}
        self.shelves: dict[str, Shelf] = {}
        self._lock: IO[str] | None = None
        self._stopped = threading.Event()

    def run(self) -> None:
        """Move events as they come, a commit about each 0.7 seconds, until `stop`. Waits for another writer to end."""
        if not self._alone():
            log.warning("Another writer works in %s; waiting for it to end.", self.home)
            while not self._alone() and not self._stopped.wait(1.0):
                pass
        if self.upkeep:
            threading.Thread(target=self.upkeep.run, args=[self._stopped], name="upkeep", daemon=True).start()
        while not self._stopped.is_set():
            begun = time.monotonic()
            if self.step().bytes < MOST_BYTES:
                self._stopped.wait(max(0.0, PAUSE - (time.monotonic() - begun)))
        self.close()

    def stop(self) -> None:
        """End `run` after the commit at hand."""
        self._stopped.set()

    def run_once(self) -> Moved:
        """Move all that is there. Raises WriterBusy, and OSError or DeltaError when something cannot be written."""
        if not self._alone():
            raise WriterBusy(f"Another writer works in {self.home}.")
        total = Moved()
        while (parts := self._read()) or self._clear():
            moved = self._move(parts)
            total += moved
            if moved.failure:
                raise moved.failure
        return total

    def step(self) -> Moved:
        """One round of reading, committing and clearing away. What fails is tried again in a later round."""
        try:
            moved = self._move(self._read())
            self._clear()
        except OSError as error:
            moved = Moved(failure=error)
        if moved.failure:
            log.error("Events cannot be written: %s. They stay in the intake.", moved.failure)
        return moved

    def drained(self) -> bool:
        """Whether everything in the intake has been moved."""
        return all(not read(path, self.offsets.get(path, 0), GLANCE)[0] for path in segments(self.intake))

    def close(self) -> None:
        """Let another writer work here."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _alone(self) -> bool:
        if self._lock is None:
            self.intake.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = (self.intake / "writer.lock").open("w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                return False
            self._lock = lock
        return True

    def _read(self) -> list[Part]:
        """New records of all segments, about 16 MB together."""
        parts, size = [], 0
        for path in segments(self.intake):
            start = self.offsets.get(path, 0)
            payloads, end = read(path, start, MOST_BYTES - size)
            if payloads:
                parts.append(Part(path, start, end, payloads))
                size += end - start
            if size >= MOST_BYTES:
                break
        return parts

    def _move(self, parts: list[Part]) -> Moved:
        moved = Moved(bytes=sum(part.end - part.start for part in parts))
        for part in parts:
            moved += self._take(part)
        for shelf in self.shelves.values():
            moved += shelf.commit()
            for segment, start in shelf.back():
                self.offsets[segment] = min(start, self.offsets[segment])
        return moved

    def _take(self, part: Part) -> Moved:
        """Lay a part's rows ready in the shelves of their workspaces."""
        found = arrived(part.payloads)
        places = {name: self._place(name, part.segment) for name in found.workspaces()}
        if inside := [place for place in places.values() if part.start < place < part.end]:
            # After a crash or a failure workspaces go on from places of their own: read up to the next one first.
            payloads, end = read(part.segment, part.start, min(inside) - part.start)
            return self._take(Part(part.segment, part.start, end, payloads))
        for payload, reason in found.refused:
            aside.refuse(self.intake, payload, reason=reason)
        for name in [name for name, place in places.items() if place < part.end]:
            self._lay(name, part, found)
        self.offsets[part.segment] = part.end
        return Moved(refused=len(found.refused))

    def _place(self, workspace: str, segment: Path) -> int:
        if not (self.home / "workspaces" / workspace).is_dir():
            self.shelves.pop(workspace, None)
            return 0
        if workspace not in self.shelves:
            self.shelves[workspace] = Shelf(self.home / "workspaces" / workspace / "events" / "log", clock=self.clock)
        return self.shelves[workspace].place(segment)

    def _lay(self, workspace: str, part: Part, found: Arrived) -> None:
        rows = found.of(workspace)
        if workspace in self.shelves:
            self.shelves[workspace].take(rows, segment=part.segment, start=part.start, end=part.end)
            return
        log.error("Workspace %s is unknown; its events are set aside in %s.", workspace, self.intake / aside.UNKNOWN)
        payloads = [part.payloads[record] for record in rows["record"].unique().to_pylist()]
        aside.keep_unknown(self.intake, workspace, payloads, segment=part.segment, start=part.start)

    def _clear(self) -> bool:
        """Delete the segments that are read to the end and committed. Whether there were any."""
        waiting = {segment for shelf in self.shelves.values() for segment in shelf.left}
        done = [path for path in segments(self.intake) if path not in waiting and self._finished(path)]
        for path in done:
            aside.keep_rest(self.intake, path, start=self.offsets.pop(path, 0))
            path.unlink()
            for shelf in self.shelves.values():
                shelf.places.pop(path, None)
        return bool(done)

    def _finished(self, path: Path) -> bool:
        """Closed is asked first: what is written before closing must be read after asking."""
        return is_closed(path) and not read(path, self.offsets.get(path, 0), GLANCE)[0]
