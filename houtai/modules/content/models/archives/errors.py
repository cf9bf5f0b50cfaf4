"""Why an archive is not taken."""

from __future__ import annotations

from typing import Any


class BadArchive(Exception):
    """Cut off, damaged, hostile, or no archive of articles. message: what is wrong and where, for people."""

    def __init__(self, message: Any) -> None:
        self.message = message
        super().__init__(str(message))


class NotTaken(Exception):
    """One article of an archive is refused, the others are not. message: why, for people."""

    def __init__(self, message: Any) -> None:
        self.message = message
        super().__init__(str(message))
