"""What is unusual is read by feedparser, in a process that can be ended: a few kilobytes can keep it busy for hours."""

from __future__ import annotations

import os
import resource
import signal
from contextlib import suppress
from multiprocessing import get_context
from threading import Lock
from typing import Any

from houtai.modules.collect.client.quick import Quick

# For one feed, once the process is up; bytes of memory that it may address.
SECONDS, UP = 10.0, 60.0
MEMORY = 2**30
MOST_ENTRIES = 1000
# Cleaning and resolving are ours to do, by one schema, and feedparser's are slow. Without the feed's address it
# leaves ids as they are.
OPTIONS = {
    "sanitize_html": False,
    "resolve_relative_uris": False,
    "response_headers": {"content-type": "application/xml; charset=utf-8"},
}


class TakesTooLong(Exception):
    """Or too much memory."""


def thorough(data: bytes) -> Quick:
    """In this process, for as long as it takes."""
    import feedparser  # It loads slowly, and few feeds need it.

    found = feedparser.parse(data, **OPTIONS)
    kept: dict[str, Any] = {"feed": found.feed, "entries": found.entries[:MOST_ENTRIES]}
    return Quick(version=found.version, bozo=bool(found.bozo), **kept)


def answer(pipe: Any) -> None:
    """The other process: feeds come in, and go out read, or None for one on which feedparser breaks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    thorough(b"<rss/>")
    pipe.send(None)
    with suppress(EOFError):
        while True:
            data = pipe.recv_bytes()
            try:
                found = thorough(data)
            except MemoryError:
                return
            except Exception:  # noqa: BLE001 - it is not ours, and breaks in many ways
                found = None
            pipe.send(found)


class Apart:
    """One such process for all threads of this one; begun when it is first wanted, and again after it was ended."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.of = 0

    def begin(self) -> None:
        spawn = get_context("spawn")
        self.pipe, theirs = spawn.Pipe()
        self.process = spawn.Process(target=answer, args=(theirs,), daemon=True, name="feedparser")
        self.process.start()
        theirs.close()
        self.of = os.getpid()
        self.reply(UP)

    def read(self, data: bytes, *, seconds: float = SECONDS) -> Quick | None:
        """None for what feedparser breaks on. Raises TakesTooLong."""
        with self.lock:
            try:
                if self.of != os.getpid():
                    self.begin()
                self.pipe.send_bytes(data)
                return self.reply(seconds)
            except (EOFError, OSError) as error:
                self.end()
                raise TakesTooLong from error

    def reply(self, seconds: float) -> Any:
        if not self.pipe.poll(seconds):
            raise TimeoutError
        return self.pipe.recv()

    def end(self) -> None:
        self.of = 0
        self.process.kill()
        self.process.join()
        self.pipe.close()


apart = Apart()
