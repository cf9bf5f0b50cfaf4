"""Keeps all logs of a home quick, beside the writer."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from deltalake.exceptions import DeltaError

from houtai.core.events.log import Log
from houtai.core.events.schema import ASSIGNMENTS, EVENTS
from houtai.core.events.tending import Done, tend

# Often, so that there is little to do each time: joining many files at once makes new events wait.
EACH_SECONDS, CLEAN_SECONDS = 10.0, 3600.0
log = logging.getLogger("houtai.writer")


class Upkeep:
    """All tables of a home. days: how many days of events a workspace keeps; clock: what time it is, in UTC."""

    def __init__(self, home: Path, *, clock: Callable[[], datetime], days: Callable[[str], int | None]) -> None:
        self.home, self.clock, self.days = home, clock, days
        self.cleaned: datetime | None = None
        self.looked: dict[Path, int] = {}

    def run(self, stopped: threading.Event) -> None:
        """Beside the writer, until told to stop."""
        while not stopped.wait(EACH_SECONDS):
            self.turn()

    def turn(self) -> list[Done]:
        """Look at each table that has changed, hourly at all. One table's trouble is noted and stops no other."""
        now = self.clock()
        clean = self.cleaned is None or (now - self.cleaned).total_seconds() >= CLEAN_SECONDS
        if clean:
            self.cleaned = now
        return [done for folder in self._workspaces() for done in self._tend(folder, now=now, clean=clean)]

    def _workspaces(self) -> list[Path]:
        return sorted(folder for folder in (self.home / "workspaces").glob("*") if folder.is_dir())

    def _tend(self, folder: Path, *, now: datetime, clean: bool) -> Iterator[Done]:
        for name, schema in (("log", EVENTS), ("assignments", ASSIGNMENTS)):
            table = folder / "events" / name
            if not self._changed(table / "_delta_log") and not clean:
                continue
            try:
                # How long assignments are kept follows from the decisions they belong to, which stay.
                days = self.days(folder.name) if name == "log" else None
                yield tend(Log(table, schema), now=now, days=days, clean=clean)
            except (OSError, DeltaError):
                log.exception("The table %s of workspace %s could not be tended.", name, folder.name)

    def _changed(self, folder: Path) -> bool:
        """Since the last look."""
        try:
            changed = folder.stat().st_mtime_ns
        except FileNotFoundError:
            return False
        before, self.looked[folder] = self.looked.get(folder), changed
        return before != changed
