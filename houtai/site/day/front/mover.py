"""Brings what was acknowledged from the intake into the event log, beside a writer or without one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from houtai.core.events.intake import read, segments
from houtai.core.events.log import event_log
from houtai.core.events.writer import Writer, WriterBusy
from houtai.core.workspaces.context import current

LOOK_BYTES, LABEL_BYTES = 1 << 24, 80


class Mover:
    """Sees to it that what was acknowledged can be read, moving it itself when no writer runs."""

    def __init__(self) -> None:
        self.writer = Writer(Path(settings.HOME), clock=lambda: datetime.now(tz=UTC))

    def drain(self) -> None:
        while behind():
            try:
                self.writer.run_once()
            except WriterBusy:
                time.sleep(0.05)


@contextmanager
def moving() -> Iterator[Mover]:
    mover = Mover()
    try:
        yield mover
    finally:
        mover.writer.close()


def behind() -> bool:
    """Whether the intake holds something of this workspace that its event log does not."""
    log, ours = event_log(), f'"{current()}"'.encode()
    for path in segments(Path(settings.HOME) / "intake"):
        try:
            rest, _end = read(path, max(log.position(path.name), 0), LOOK_BYTES)
        except FileNotFoundError:
            continue  # A writer beside us has just cleared it away.
        if any(ours in payload[:LABEL_BYTES] for payload in rest):
            return True
    return False
