"""Whose the letters are that somebody put in anew, as their browser says in a part of the document of its own.

{"client:clock": [length, client, clock]}: so many letters from there on stood under these numbers before.
"""

from __future__ import annotations

import re
from typing import Any

import pycrdt

from houtai.core.text.yjs.names import MOVED

KEY = re.compile(r"(0|[1-9]\d{0,15}):(?:0|[1-9]\d{0,15})", re.ASCII)
NUMBERS = 3


class Claims:
    """Watches what is said anew."""

    def __init__(self, doc: pycrdt.Doc[Any]) -> None:
        self.part: Any = doc.get(MOVED, type=pycrdt.Map)
        self.keys: set[str] = set()
        self.subscription = self.part.observe(lambda event: self.keys.update(event.keys))

    def made(self) -> set[int]:
        """The clients about whose letters something was said since the last call. Raises ValueError for nonsense."""
        keys, self.keys = self.keys, set()
        return {self.client(key) for key in keys}

    def client(self, key: str) -> int:
        found, value = KEY.fullmatch(key), self.part.get(key)
        if not (found and isinstance(value, list) and len(value) == NUMBERS and all(map(is_number, value))):
            raise ValueError(f"nobody's letters: {key[:40]}")
        return int(found[1])

    def close(self) -> None:
        self.part.unobserve(self.subscription)


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0 and value == int(value)
