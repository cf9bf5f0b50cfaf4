"""The log is the truth, and other processes write it too: they say so, and it is looked at now and then."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Coroutine
from typing import Any

from houtai.modules.coedit.models.refusals import Refused, Restarting
from houtai.modules.coedit.sockets import log
from houtai.modules.coedit.sockets.room import LiveRoom
from houtai.modules.coedit.sockets.threads import Threads

logger = logging.getLogger("houtai.coedit")
# Seconds: between looks at the log of each workspace, at the least and for each workspace with rooms.
LOOK, LOOK_EACH = 0.25, 0.002
Key = tuple[str, int]


class Looking:
    """What a hub does about it."""

    rooms: dict[Key, LiveRoom]
    threads: Threads
    shut: Callable[[LiveRoom, Refused], None]
    _told: Callable[[LiveRoom, Callable[[Any], None], Any], None]
    _keep: Callable[[Coroutine[Any, Any, Any]], None]

    def __init__(self) -> None:
        self._hearing: set[LiveRoom] = set()

    async def _look(self) -> None:
        while True:
            by_workspace = defaultdict(list)
            for room in self.rooms.values():
                by_workspace[room.workspace].append(room)
            await asyncio.sleep(max(LOOK, LOOK_EACH * len(by_workspace)))
            for workspace, rooms in by_workspace.items():
                try:
                    await self._look_at(workspace, rooms)
                except Exception:
                    logger.exception("The log of %s could not be read.", workspace)

    async def _look_at(self, workspace: str, rooms: list[LiveRoom]) -> None:
        """Where nobody else has written the scribe is not held up."""
        heads = await self.threads.other(workspace, log.heads, [room.key for room in rooms])
        for room in rooms:
            if head := heads.get(room.key):
                room.talked(head.talk)
                room.lightened(head.base)
        ahead = [room for room in rooms if not room.writing and room.differs(heads.get(room.key))]
        if ahead:
            await self._catch_up(workspace, ahead)

    def noticed(self, word: str) -> None:
        """A workspace, a room and a number in its log that was written just now, perhaps by another process."""
        workspace, _, number = word.partition(":")
        key, _, seq = number.partition(":")
        room = self.rooms.get((workspace, int(key))) if key.isdigit() and seq.isdigit() else None
        if room and int(seq) > room.seq and room not in self._hearing:
            self._hearing.add(room)
            self._keep(self._hear(room, int(seq)))

    async def _hear(self, room: LiveRoom, seq: int) -> None:
        try:
            while room.writing and not room.closed:
                await room.news.wait()
            self._hearing.discard(room)
            if seq > room.seq and not room.closed:
                await self._catch_up(room.workspace, [room])
        except Exception:
            logger.exception("The log of %s could not be read.", room.workspace)
        finally:
            self._hearing.discard(room)

    async def _catch_up(self, workspace: str, rooms: list[LiveRoom]) -> None:
        known = {room.key: (room.epoch, room.seq) for room in rooms}
        found = await self.threads.log(workspace, log.news, known)
        for room in rooms:
            stored = found.get(room.key, room)
            if stored is None:
                # Whoever comes again learns whether it is gone or has begun anew.
                self.shut(room, Restarting())
            elif stored is not room and stored.seq > room.seq:
                self._told(room, room.heard, stored)
