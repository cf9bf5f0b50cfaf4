"""The one door to the databases: which engine a workspace lives in, and what that engine can do."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from houtai.core.workspaces.engines import ENGINES, Engine
from houtai.core.workspaces.engines.places import folder_of
from houtai.core.workspaces.engines.server import Server
from houtai.core.workspaces.engines.sqlite import CONTROL, DATABASE, file_of, save_copy

__all__ = [
    "CONTROL",
    "DATABASE",
    "Engine",
    "bytes_of",
    "create",
    "destroy",
    "exists",
    "file_of",
    "folder_of",
    "of",
    "save_copy",
]

KEPT = 3.0
_known: dict[str, tuple[float, Engine]] = {}


def of(key: str) -> Engine:
    """The engine of a workspace by its row, remembered for a moment; of a key without a row, that of this process."""
    if key == CONTROL:
        return ENGINES["sqlite"]
    until, engine = _known.get(key, (0.0, None))
    if engine is None or until < time.monotonic():
        engine = ENGINES[_look_up(key)]
        _known[key] = (time.monotonic() + KEPT, engine)
    return engine


def look_up(keys: Iterable[str]) -> None:
    """Ask for many at once what `of` would ask for each; known for as long."""
    from houtai.core.workspaces.models import Workspace

    until = time.monotonic() + KEPT
    for key, name in Workspace.objects.filter(pk__in=list(keys)).values_list("pk", "engine"):
        if _known.get(key, (0.0, None))[0] < until:
            _known[key] = (until, ENGINES[name])


def remember(key: str, engine: Engine) -> None:
    """Take a key for one of this engine until `forget`, whatever its row says: while it is made or moved."""
    _known[key] = (float("inf"), engine)


def forget(key: str | None = None) -> None:
    """Look up again: one key, or all."""
    if key is None:
        _known.clear()
    _known.pop(key or "", None)


def own() -> Engine:
    """The engine whose workspaces this process serves."""
    return ENGINES[settings.ENGINE]


def database(name: str, *, server: Server | None) -> dict[str, Any]:
    """For the settings: how Django connects to workspaces of the engine with this name, before one is known."""
    return {**DATABASE} if name == "sqlite" else (server or Server(words={})).settings("")


def settings_of(key: str) -> dict[str, Any]:
    return of(key).settings(key)


def exists(key: str) -> bool:
    return of(key).exists(key)


def create(key: str, *, like: str | Path | None = None) -> None:
    of(key).create(key, like=str(like) if like else None)


def destroy(key: str) -> None:
    of(key).destroy(key)


def bytes_of(key: str) -> int:
    return of(key).bytes_of(key)


def _look_up(key: str) -> str:
    from houtai.core.workspaces.models import Workspace

    known = Workspace.objects.filter(pk=key).values_list("engine", flat=True).first()
    return str(known or settings.ENGINE)
