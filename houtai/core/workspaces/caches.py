"""Cache keys carry the workspace, so that nothing cached for one is served to another."""

from __future__ import annotations

from houtai.core.workspaces.context import current


def workspace_key(key: str, prefix: str, version: int) -> str:
    return f"{current()}:{prefix}:{version}:{key}"
