"""Sessions, kept in the control database; each belongs to one workspace and is a stranger's elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db

from houtai.core.workspaces.context import current

WORKSPACE = "_workspace"


class SessionStore(db.SessionStore):
    def encode(self, session_dict: dict[str, Any]) -> str:
        return str(super().encode({**session_dict, WORKSPACE: current()}))

    def load(self) -> dict[str, Any]:
        return self._ours(super().load())

    async def aload(self) -> dict[str, Any]:
        return self._ours(await super().aload())

    def _ours(self, data: dict[str, Any]) -> dict[str, Any]:
        if data.pop(WORKSPACE, None) == current():
            return data
        # Without its key the stranger's next save makes a session of its own.
        self._session_key = None
        return {}
