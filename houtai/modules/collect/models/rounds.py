"""Many sources looked at side by side: threads wait for the servers, this one reads and writes."""

from __future__ import annotations

import heapq
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from houtai.modules.collect import client
from houtai.modules.collect.models.asking import Wanted
from houtai.modules.collect.models.turns import Turn, Under

if TYPE_CHECKING:
    from houtai.modules.collect.models.collecting import Collecting

AT_ONCE = 32
# No other source is begun after this: a worker has other things to do.
SECONDS = 30.0
log = logging.getLogger("houtai.collect")


class Round:
    """Carries out each run once. Afterwards `waiting` holds those for which there was no time, and `broken` the sources
    (primary keys) whose run failed in a way that nobody foresaw.
    """

    def __init__(self, runs: Iterable[Callable[[], Collecting]], *, seconds: float, at_once: int = AT_ONCE) -> None:
        self.waiting = deque(runs)
        self.at_once = at_once
        self.until = time.monotonic() + seconds
        self.open = 0
        self.broken: list[int] = []
        self._turns: list[Turn] = []
        self._came: SimpleQueue[tuple[Under, Any]] = SimpleQueue()
        self._number = 0

    def run(self) -> None:
        with ThreadPoolExecutor(self.at_once, thread_name_prefix="collect") as pool:
            while True:
                while self.waiting and self.open < self.at_once and time.monotonic() < self.until:
                    self.begin(self.waiting.popleft())
                if not self.open:
                    return
                self.send(pool)
                self.receive()

    def begin(self, run: Callable[[], Collecting]) -> None:
        under = Under(run())
        self.open += 1
        self.go_on(under, lambda: next(under.steps))

    def go_on(self, under: Under, step: Callable[[], Wanted]) -> None:
        """One step of a run, up to what it wants next."""
        try:
            wanted = step()
        except StopIteration:
            self.open -= 1
        except Exception:
            # One source whose run breaks must not stop the others.
            log.exception("The run of source %s broke.", under.source.pk)
            under.source.failed(client.Broken(under.source.url), at=under.outside.at)
            self.broken.append(under.source.pk)
            self.open -= 1
        else:
            self._number += 1
            heapq.heappush(self._turns, Turn(time.monotonic() + wanted.wait, self._number, under, wanted))

    def send(self, pool: ThreadPoolExecutor) -> None:
        while self._turns and self._turns[0].at <= time.monotonic():
            turn = heapq.heappop(self._turns)
            pool.submit(self.reach, turn.run, turn.wanted)

    def reach(self, under: Under, wanted: Wanted) -> None:
        """In a thread: it touches no database."""
        try:
            self._came.put((under, under.outside.reach(wanted)))
        except Exception as error:  # noqa: BLE001 - the run is told, whatever it is
            self._came.put((under, error))

    def receive(self) -> None:
        """The next answer, unless a turn comes first."""
        wait = self._turns[0].at - time.monotonic() if self._turns else None
        try:
            under, came = self._came.get(timeout=None if wait is None else max(wait, 0.0))
        except Empty:
            return
        if isinstance(came, client.Fetched):
            self.go_on(under, lambda: under.steps.send(came))
        else:
            self.go_on(under, lambda: under.steps.throw(came))
