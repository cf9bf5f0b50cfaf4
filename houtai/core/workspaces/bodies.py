"""What a request brings, taken in before a thread is held for it: who sends slowly keeps nobody else waiting."""

from __future__ import annotations

import asyncio
from tempfile import SpooledTemporaryFile
from typing import Any

from django.conf import settings

from houtai.core.workspaces.protocol import Receive

# Seconds between two pieces; how much of each is kept in memory; how much is handed on at once.
IDLE_SECONDS = 30.0
IN_MEMORY, PIECE = 2**16, 2**16


class TooSlow(TimeoutError):
    """Nothing came for too long."""


class Gone(ConnectionError):
    """Whoever asked has gone."""


class Body:
    """Stands in for `receive`: gives again what `begin` and `rest` took, then what else comes."""

    def __init__(self, receive: Receive) -> None:
        self._coming = receive
        self._taken: dict[str, Any] | None = None
        self._file: SpooledTemporaryFile[bytes] | None = None
        self._left = 0

    async def begin(self) -> bool:
        """Take the first piece, mostly the only one. Returns whether there is more. Raises TooSlow and Gone."""
        self._taken = await self._next()
        return bool(self._taken.get("more_body"))

    async def rest(self) -> None:
        """Take all that follows: what is large lies in a file. Raises TooSlow and Gone."""
        self._file = SpooledTemporaryFile(IN_MEMORY, dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115 - `close` closes it
        more = True
        while more:
            message = await self._next()
            self._left += self._file.write(message.get("body", b""))
            more = message.get("more_body", False)
        self._file.seek(0)

    async def receive(self) -> dict[str, Any]:
        if self._taken is not None:
            taken, self._taken = self._taken, None
            return taken
        if self._file is None:
            return await self._coming()
        piece = self._file.read(PIECE)
        self._left -= len(piece)
        if not (more := self._left > 0):
            self.close()
        return {"type": "http.request", "body": piece, "more_body": more}

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    async def _next(self) -> dict[str, Any]:
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                message = await self._coming()
        except TimeoutError as error:
            raise TooSlow from error
        if message["type"] == "http.disconnect":
            raise Gone
        return message
