"""Short words between the web processes of this home, by way of its PostgreSQL server; without one nobody hears any.

They may be lost, and say nothing that is not in a database: whoever listens looks there, and now and then besides.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings

from houtai.core.workspaces.engines.postgresql import prefix

logger = logging.getLogger("houtai.workspaces")
# Seconds: between two notices, so that many words share one, and before a server that went is tried again.
PACE, AGAIN = 0.01, 5.0
# PostgreSQL takes less than 8,000 bytes at once.
MOST = 7_000


class Notices:
    """heard: called on the event loop with each word of this name that any process says, this one too."""

    def __init__(self, name: str, heard: Callable[[str], None]) -> None:
        self._name, self._heard = name, heard
        self._words: set[str] = set()
        self._said, self._listens = asyncio.Event(), asyncio.Event()

    async def ready(self) -> None:
        """Waits until what others say is heard."""
        await self._listens.wait()

    def say(self, word: str) -> None:
        """A word of ASCII without spaces, soon; where it cannot be said it is forgotten."""
        if settings.POSTGRES is not None:
            self._words.add(word)
            self._said.set()

    async def run(self) -> None:
        """Until it is cancelled."""
        from psycopg import Error

        while settings.POSTGRES is not None:
            try:
                await self._connected()
            except* (Error, OSError) as errors:
                self._listens.clear()
                logger.warning("Notices of %s are not heard for now: %s", self._name, errors.exceptions[0])
            await asyncio.sleep(AGAIN)

    async def _connected(self) -> None:
        channel = f"{prefix()}{self._name}"
        async with await connected() as speaker, await connected() as listener, asyncio.TaskGroup() as both:
            both.create_task(self._listen(listener, channel))
            both.create_task(self._speak(speaker, channel))

    async def _listen(self, listener: Any, channel: str) -> None:
        await listener.execute(f'LISTEN "{channel}"')
        self._listens.set()
        async for notice in listener.notifies():
            for word in notice.payload.split():
                self._heard(word)

    async def _speak(self, speaker: Any, channel: str) -> None:
        while True:
            await self._said.wait()
            self._said.clear()
            words, self._words = self._words, set()
            for payload in payloads(sorted(words)):
                await speaker.execute("SELECT pg_notify(%s, %s)", [channel, payload])
            await asyncio.sleep(PACE)


async def connected() -> Any:
    from psycopg import AsyncConnection

    server = settings.POSTGRES
    return await AsyncConnection.connect(**server.words, dbname=server.dbname, autocommit=True)


def payloads(words: list[str]) -> Iterator[str]:
    """As many in each as it may hold."""
    held: list[str] = []
    for word in words:
        if sum(map(len, held)) + len(held) + len(word) > MOST:
            yield " ".join(held)
            held = []
        held.append(word)
    if held:
        yield " ".join(held)
