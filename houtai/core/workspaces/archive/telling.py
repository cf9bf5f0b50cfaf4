"""Progress in words, for a command line: a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

EVERY_SECONDS = 1.0


class Telling:
    """Says what is being done and how far it is, at most once a second."""

    def __init__(self, say: Callable[[str], Any], *, clock: Callable[[], float] = time.monotonic) -> None:
        self.say, self.clock = say, clock
        self.told = clock()

    def __call__(self, what: str, done: int, of: int) -> None:
        if self.clock() - self.told >= EVERY_SECONDS:
            self.told = self.clock()
            self.say(f"{100 * done // max(of, 1):3} %  {what}")
