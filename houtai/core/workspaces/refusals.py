from __future__ import annotations

from typing import Any


class Refusal(ValueError):
    """Something about a workspace was not done, and nothing was changed. message: says why, for people."""

    message: Any = ""

    def __init__(self, message: Any = "") -> None:
        self.message = message or self.message
        super().__init__(str(self.message))
