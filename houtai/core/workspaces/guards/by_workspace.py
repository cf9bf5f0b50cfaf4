from __future__ import annotations

from collections import OrderedDict
from typing import Any

from houtai.core.workspaces.context import current_or_none

KEPT = 128


class ByWorkspace:
    """An attribute that is another dict in each workspace; those of the least recently used are dropped."""

    def __init__(self, name: str) -> None:
        self.name = f"{name}_by_workspace"

    def __get__(self, owner: Any, kind: type | None = None) -> dict[Any, Any]:
        dicts, workspace = owner.__dict__.setdefault(self.name, OrderedDict()), current_or_none()
        found: dict[Any, Any] = dicts.setdefault(workspace, {})
        dicts.move_to_end(workspace)
        if len(dicts) > KEPT:
            dicts.popitem(last=False)
        return found

    def __set__(self, owner: Any, value: Any) -> None:
        owner.__dict__[self.name] = OrderedDict()
