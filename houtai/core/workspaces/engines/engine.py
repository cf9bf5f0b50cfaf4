"""What every database engine can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any


class Engine(ABC):
    """name: as `Workspace.engine` keeps it; vendor: as Django calls it. A key is a workspace's id, or "control"."""

    name: str
    vendor: str

    @abstractmethod
    def settings(self, key: str) -> dict[str, Any]:
        """What Django needs to connect. An unknown key gets no new empty database, but an error on connecting."""

    @abstractmethod
    def exists(self, key: str) -> bool: ...

    def file_id(self, key: str) -> tuple[int, int] | None:
        """Which file a new connection opens now: another one once the database was replaced. None where a connection
        notices that by itself, and when there is no file.
        """
        return None

    @abstractmethod
    def create(self, key: str, *, like: str | None = None) -> None:
        """Make a database, empty or as a clone of `like` (what `golden` gave); it appears whole or not at all."""

    @abstractmethod
    def destroy(self, key: str) -> None:
        """Delete a database for good, if it is there. Nothing of the workspace's folder but the database goes."""

    @abstractmethod
    def shut(self, key: str, connection: Any) -> None:
        """Let every write to a database fail from now on, also of those who have it open or wait for its locks. Nothing
        in it is lost. connection: the one that holds the locks; to be called within its transaction, then committed.
        """

    @abstractmethod
    def reopen(self, key: str) -> None:
        """Take `shut` back; may be repeated."""

    @abstractmethod
    def bytes_of(self, key: str) -> int:
        """How much room the database takes on disk."""

    @abstractmethod
    def golden(self, version: str) -> str | None:
        """A prepared, closed database with the schema of this version, for `create(like=)`; None: not made yet."""

    @abstractmethod
    def older_golden(self) -> str | None:
        """The newest prepared database of another version: a shorter way to this one."""

    @abstractmethod
    def keep_golden(self, key: str, *, version: str) -> None:
        """Let the database of `key` be the golden one of this version. It is gone under its key, older ones too."""
