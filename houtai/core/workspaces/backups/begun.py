"""A restore in place that was begun, noted in the workspace's folder so that an interrupted one can be finished."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from houtai.core.workspaces.engine import CONTROL, folder_of


@dataclass(frozen=True, kw_only=True)
class Begun:
    """at: of the back-up, ISO; state: the workspace's state before; saved: whether what was there until then is."""

    at: str
    state: str
    saved: bool = True

    @classmethod
    def of(cls, key: str) -> Begun | None:
        file = _mark(key)
        return cls(**json.loads(file.read_text("utf-8"))) if key != CONTROL and file.exists() else None

    def note(self, key: str) -> None:
        _mark(key).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _mark(key).write_text(json.dumps(asdict(self)), "utf-8")


def forget(key: str) -> None:
    """It is finished, or somebody took the workspace as it is: the next restore begins anew."""
    _mark(key).unlink(missing_ok=True)


def _mark(key: str) -> Path:
    return folder_of(key) / "restoring.draft"
