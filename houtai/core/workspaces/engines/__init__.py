"""The databases that a workspace may live in; each file knows one of them, and nothing else does."""

from houtai.core.workspaces.engines.engine import Engine
from houtai.core.workspaces.engines.postgresql import PostgreSQL
from houtai.core.workspaces.engines.sqlite import SQLite

ENGINES: dict[str, Engine] = {engine.name: engine for engine in (SQLite(), PostgreSQL())}

__all__ = ["ENGINES", "Engine", "PostgreSQL", "SQLite"]
