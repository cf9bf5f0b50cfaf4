"""Where events land first: on disk, before they are acknowledged. One write and one fsync for all who wait."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from houtai.core.events.segments import Segment, is_closed, read, segments

__all__ = ["Full", "Group", "Intake", "NotKept", "is_closed", "read", "segments"]

SEGMENT_BYTES, SEGMENT_MICROSECONDS = 64 * 2**20, 60 * 1_000_000
MOST_BUFFERED = 32 * 2**20
LOOK_EVERY_SECONDS = 1.0
log = logging.getLogger("houtai.events")


class Full(RuntimeError):
    """More waits than may: in memory, or on disk for the writer. Nothing of the record was kept."""


class NotKept(RuntimeError):
    """The disk refused the group, so none of its records counts."""


class Waiting(asyncio.Future[None]):
    """Shared by all requests of a group, so one that is given up must not cancel the others'."""

    def cancel(self, msg: object = None) -> bool:
        return False


class Group:
    """Records that are written and made durable together."""

    def __init__(self) -> None:
        self.records: list[bytes] = []
        self.size = 0
        self.done = threading.Event()
        self.failure: OSError | None = None
        self.waiting: dict[asyncio.AbstractEventLoop, Waiting] = {}

    def kept(self) -> asyncio.Future[None]:
        """Done when the group is durable. Raises NotKept. To be called by the thread that put the record."""
        loop = asyncio.get_running_loop()
        future = self.waiting.get(loop)
        if future is None:
            future = self.waiting[loop] = Waiting(loop=loop)
            if self.done.is_set():
                settle(future, self.failure)
        return future

    def wait(self, *, seconds: float = 30.0) -> None:
        """The same for code without an event loop. Raises NotKept, also when it takes longer."""
        if not self.done.wait(seconds) or self.failure:
            raise NotKept(str(self.failure or "The disk takes too long.")) from self.failure

    def finish(self, failure: OSError | None) -> None:
        self.failure = failure
        self.done.set()
        for loop, future in list(self.waiting.items()):
            try:
                loop.call_soon_threadsafe(settle, future, failure)
            except RuntimeError:
                pass  # That loop has ended, and whoever waited in it too.


def settle(future: Waiting, failure: OSError | None) -> None:
    if future.done():
        return
    if failure is None:
        future.set_result(None)
        return
    future.set_exception(NotKept(str(failure)))
    future.exception()  # Whoever asked may have gone, which is no error of its own.


class Intake:
    """One per process. most_bytes: how large the folder may grow; clock: µs since 1970 in UTC.

    pause: seconds in which more records gather before the next write; the fsync before it gathers anyway.
    """

    def __init__(
        self,
        folder: Path,
        *,
        most_bytes: int,
        fsync: bool = True,
        pause: float = 0.0005,
        most_buffered: int = MOST_BUFFERED,
        clock: Callable[[], int] = lambda: time.time_ns() // 1000,
    ) -> None:
        self.folder, self.most_bytes, self.most_buffered = folder, most_bytes, most_buffered
        self.fsync, self.pause, self.clock = fsync, pause, clock
        self.group, self.buffered, self.crowded = Group(), 0, False
        self.lock, self.wanted = threading.Lock(), threading.Event()
        self.segment: Segment | None = None
        self.looked, self.ending = float("-inf"), False
        self.look()
        self.thread = threading.Thread(target=self.run, name="intake", daemon=True)
        self.thread.start()

    def put(self, record: bytes) -> Group:
        """Take a framed record in; wait for the group before saying so to anybody. Raises Full."""
        if self.crowded or self.buffered > self.most_buffered or self.ending:
            raise Full
        with self.lock:
            group = self.group
            group.records.append(record)
            group.size += len(record)
            self.buffered += len(record)
        if not self.wanted.is_set():
            self.wanted.set()
        return group

    def close(self) -> None:
        """Write what waits, then let go of the segment."""
        self.ending = True
        self.wanted.set()
        self.thread.join()
        self.leave_segment()

    def run(self) -> None:
        try:
            while not self.ending or self.group.records:
                if self.wanted.wait(LOOK_EVERY_SECONDS):
                    time.sleep(self.pause)
                    self.commit()
                self.look()
        finally:
            self.ending = True

    def commit(self) -> None:
        self.wanted.clear()
        with self.lock:
            group, self.group = self.group, Group()
        failure = self.keep(group) if group.records else None
        with self.lock:
            self.buffered -= group.size
        group.finish(failure)

    def keep(self, group: Group) -> OSError | None:
        try:
            if self.segment is None:
                self.segment = Segment(self.folder, started=self.clock(), fsync=self.fsync)
            self.segment.append(group.records)
        except OSError as error:
            log.warning("The intake cannot be written: %s. Events are refused until it can.", error)
            if self.segment is not None:
                self.segment.give_up()
                self.segment = None
            return error
        return None

    def look(self) -> None:
        """From time to time: begin another segment, and see whether the writer keeps up."""
        segment = self.segment
        if segment and (segment.size >= SEGMENT_BYTES or self.clock() - segment.started >= SEGMENT_MICROSECONDS):
            self.leave_segment()
        if time.monotonic() - self.looked >= LOOK_EVERY_SECONDS:
            self.looked = time.monotonic()
            self.crowded = folder_size(self.folder) >= self.most_bytes

    def leave_segment(self) -> None:
        if self.segment is not None:
            self.segment.close()
            self.segment = None


def folder_size(folder: Path) -> int:
    """Bytes of all segments; one that the writer deletes meanwhile counts as gone."""
    total = 0
    for path in segments(folder):
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            pass  # Read and deleted just now.
    return total
