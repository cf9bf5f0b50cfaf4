"""`connections["default"]` is the current workspace's database, always, for Django, Wagtail and us alike."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.utils import DEFAULT_DB_ALIAS, ConnectionHandler, load_backend

from houtai.core.workspaces import engine, pool
from houtai.core.workspaces.context import current, current_or_none


class WorkspaceConnections(ConnectionHandler):
    """Django's handler, with connections kept by workspace instead of by alias."""

    def __getitem__(self, alias: str) -> Any:
        if alias not in self.settings:
            raise self.exception_class(f"The connection {alias!r} does not exist.")
        key = _key(alias)
        if key not in pool.bag.held:
            pool.hold(key, _taken(key) or self.create_connection(alias))
        return pool.bag.held[key]

    def __setitem__(self, alias: str, connection: Any) -> None:
        pool.hold(_key(alias), connection)

    def __delitem__(self, alias: str) -> None:
        del pool.bag.held[_key(alias)]

    def create_connection(self, alias: str) -> Any:
        key = _key(alias)
        settings = {**self.settings[alias], **(engine.settings_of(key) if key else {"NAME": ""})}
        connection = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, alias)
        if key is None:
            # Questions about the engine are still answered; the first one about data raises NoWorkspace.
            connection.connect = current
        else:
            # Before it connects: a file that is replaced just then is noticed.
            connection.file_id = engine.of(key).file_id(key)
        return connection

    def all(self, initialized_only: bool = False) -> list[Any]:
        return list(pool.bag.held.values()) if initialized_only else [self[alias] for alias in self]


def install() -> None:
    """Give Django's connections this class: at the top of the settings, before anything connects."""
    connections.__class__ = WorkspaceConnections


def _key(alias: str) -> str | None:
    return current_or_none() if alias == DEFAULT_DB_ALIAS else alias


def _taken(key: str | None) -> Any:
    """An idle connection, unless the workspace's database is another one since it was opened."""
    connection = pool.take(key)
    if connection is not None and key is not None and not _current(connection, engine.of(key), key):
        pool.forget(key)
        connection.close()
        return None
    return connection


def _current(connection: Any, kind: engine.Engine, key: str) -> bool:
    """Another process may have moved or restored it, perhaps twice."""
    return bool(connection.vendor == kind.vendor and connection.file_id == kind.file_id(key))
