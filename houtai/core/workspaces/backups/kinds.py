"""How each engine's databases are copied and put back."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from houtai.core.workspaces import engine
from houtai.core.workspaces.backups import postgresql, sqlite


class Kind(Protocol):
    def mark(self, key: str) -> tuple[str, int]:
        """What differs after every write, and when the last one was, in nanoseconds; 0 when that does not matter."""

    def copy(self, key: str, *, to: Path) -> str:
        """Write the database, as at one moment, into a folder. Returns the name there."""

    def put(self, packed: Path, *, key: str) -> None:
        """Make such a copy the database of a workspace; when it is damaged, nothing has changed."""

    def readable(self, key: str) -> bool:
        """Whether there is a whole database."""


def of(key: str) -> Kind:
    return named(engine.of(key).name)


def named(name: str) -> Kind:
    kinds: dict[str, Kind] = {"sqlite": sqlite, "postgresql": postgresql}
    return kinds[name]
