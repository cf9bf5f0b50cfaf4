"""All rooms that are open in this process: opened once, written together, kept up with what other processes write."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections import defaultdict
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from django.db import OperationalError
from django.utils.timezone import now

from houtai.core.workspaces.hints import Listener
from houtai.core.workspaces.notices import Notices
from houtai.modules.coedit.models.access import Access, Asked, admitted, language_of
from houtai.modules.coedit.models.refusals import OtherHistory, OthersPicture, Refused, Restarting, TooFast
from houtai.modules.coedit.sockets import log
from houtai.modules.coedit.sockets.link import Link
from houtai.modules.coedit.sockets.looking import Key, Looking
from houtai.modules.coedit.sockets.room import LiveRoom
from houtai.modules.coedit.sockets.stored import refusing
from houtai.modules.coedit.sockets.talkers import Talkers
from houtai.modules.coedit.sockets.threads import Threads

logger = logging.getLogger("houtai.coedit")
# How many people are asked for again each second, whether they still may; all whom it is about when rights change here,
# and soon after when another process says so. Each costs whoever writes some milliseconds, so where there are many each
# comes less often.
ASKED_AGAIN, ASKED_OF_MANY, MANY = 10, 0.3, 300
RIGHTS, HEARD = "coedit.rights", 1.0
# The first to write afterwards waits for the disk, and everybody who writes with it: so not each second.
TIDIED = 10.0
LINGER = 15.0
# Full collections of Python: one for so many middling ones.
SELDOM = 200
# Seconds that a thread may keep the others waiting.
SWITCH = 0.0005


def let_the_loop_go_first() -> None:
    """A thread that looks somebody up makes those who write wait half a millisecond, not five.

    Everybody waits while Python looks through all objects, a tenth of a second with 1,500 people: so it leaves out
    what was loaded at the start, and does it every few minutes and not every few seconds.
    """
    sys.setswitchinterval(SWITCH)
    youngest, young, oldest = gc.get_threshold()
    if oldest < SELDOM:
        gc.freeze()
        gc.set_threshold(youngest, young, SELDOM)


class Hub(Looking):
    """rooms by workspace and key. Everything here runs on one event loop."""

    def __init__(self) -> None:
        super().__init__()
        let_the_loop_go_first()
        self.rooms: dict[Key, LiveRoom] = {}
        self.threads = Threads()
        self.talkers = Talkers()
        self._opening: dict[Key, asyncio.Task[LiveRoom]] = {}
        self._work = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._written: set[str] = set()
        self._turn = 0
        self.notices = Notices("rooms", self.noticed)
        self._hints = Listener(RIGHTS, since=now())
        for forever in (self._write, self._tidy, self._look, self._hear_of_rights, self._ask_again, self.notices.run):
            self._keep(forever())

    def _keep(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        for room in list(self.rooms.values()):
            room.close(Restarting())
        tasks = [*self._tasks, *self._opening.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.threads.close()

    async def enter(self, workspace: str, access: Access) -> LiveRoom:
        """The open room. Whoever comes while it is being opened waits for the same opening."""
        key = (workspace, access.room)
        if key in self.rooms:
            return self.rooms[key]
        if key not in self._opening:
            opening = self._opening[key] = asyncio.get_running_loop().create_task(self._open(key))
            opening.add_done_callback(partial(self._opened, key))
        return await asyncio.shield(self._opening[key])

    def _opened(self, key: Key, opening: asyncio.Task[LiveRoom]) -> None:
        """Not when somebody stops waiting for it: a second opening meanwhile would make two rooms of one."""
        del self._opening[key]
        if not opening.cancelled():
            opening.exception()

    async def _open(self, key: Key) -> LiveRoom:
        workspace, room = key
        stored = await self.threads.log(workspace, log.opened, room)
        opened = self.rooms[key] = LiveRoom(workspace, stored, wake=self._work.set)
        self._linger(opened)
        return opened

    async def language(self, workspace: str, asked: Asked, why: Refused) -> str:
        """In which somebody is told why they are refused; what only says that they come again is read by nobody."""
        if isinstance(why, Restarting | TooFast):
            return asked.language
        try:
            return str(await self.threads.other(workspace, language_of, asked))
        except Exception:
            logger.exception("Nobody could say which language somebody reads.")
            return asked.language

    def leave(self, room: LiveRoom, link: Link) -> None:
        room.relay.drop(link)
        self._linger(room)

    def _linger(self, room: LiveRoom) -> None:
        """When nobody is in it, nor comes for a while, it is closed."""
        if room.idle:
            asyncio.get_running_loop().call_later(LINGER, self._forget, room)

    def _forget(self, room: LiveRoom) -> None:
        key = (room.workspace, room.key)
        if room.idle and self.rooms.get(key) is room:
            del self.rooms[key]

    async def take(self, room: LiveRoom, link: Link, number: int, data: bytes) -> None:
        """As the room does, which does not know yet what a guest has just taken in, nor what other processes have just
        written. Raises a Refused.
        """
        try:
            room.take(link, number, data)
        except OtherHistory:
            while room.writing:
                await room.news.wait()
            before = room.seq
            await self._catch_up(room.workspace, [room])
            if room.closed:
                raise Restarting from None
            if room.seq == before:
                raise
            room.take(link, number, data)
        except OthersPicture:
            room.images |= await self.threads.other(room.workspace, log.pictures, room.key)
            room.take(link, number, data)

    # The scribe: what has come in while it wrote is written next, all together.

    async def _write(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            by_workspace = defaultdict(list)
            for room in self.rooms.values():
                if room.waiting and not room.writing:
                    by_workspace[room.workspace].append(room)
            for workspace, rooms in by_workspace.items():
                await self._write_one(workspace, rooms)
                self._written.add(workspace)

    async def _write_one(self, workspace: str, rooms: list[LiveRoom]) -> None:
        lots = [log.Lot(room=room.key, epoch=room.epoch, entries=room.begin_writing()) for room in rooms]
        for room, end in zip(rooms, await self._ends(workspace, lots), strict=True):
            if isinstance(end, int):
                self._told(room, room.written, end)
                self.notices.say(f"{workspace}:{room.key}:{end}")
            else:
                self.shut(room, Restarting())
            if room.waiting:
                self._work.set()
            self._linger(room)

    async def _ends(self, workspace: str, lots: list[log.Lot]) -> list[Any]:
        """What `log.write` says of each room; None where it failed, which costs the other rooms nothing."""
        try:
            return list(await self.threads.log(workspace, log.write, lots))
        except Exception as error:
            logger.exception("Updates of %s could not be written; they are sent again.", workspace)
            if len(lots) == 1 or isinstance(error, OperationalError):
                # Where the database itself fails there is no use in asking it for each room.
                return [None] * len(lots)
        return [end for lot in lots for end in await self._ends(workspace, [lot])]

    def _told(self, room: LiveRoom, does: Callable[[Any], None], what: Any) -> None:
        """A room that cannot take in what the log has is opened anew; no other one notices."""
        try:
            with refusing(Restarting):
                does(what)
        except Restarting as why:
            logger.exception("Room %s of %s has to be opened anew.", room.key, room.workspace)
            self.shut(room, why)

    async def _tidy(self) -> None:
        while True:
            await asyncio.sleep(TIDIED)
            for workspace in list(self._written):
                self._written.discard(workspace)
                try:
                    await self.threads.other(workspace, log.tidy)
                except Exception:
                    logger.exception("The log of %s could not be put into its place.", workspace)

    def shut(self, room: LiveRoom, why: Refused) -> None:
        room.close(why)
        if self.rooms.get((room.workspace, room.key)) is room:
            del self.rooms[room.workspace, room.key]

    def talked(self, workspace: str, room: int, talk: int) -> None:
        """The threads of a room have changed, here or elsewhere."""
        found = self.rooms.get((workspace, room))
        if found:
            found.talked(talk)

    # Whoever loses a right is out at once.

    async def _ask_again(self) -> None:
        """One person at a time: whoever writes would wait for all of them."""
        links: list[tuple[LiveRoom, Link]] = []
        while True:
            await asyncio.sleep(1 / (ASKED_OF_MANY if len(links) > MANY else ASKED_AGAIN))
            self._let_visitors_go()
            links = [(room, link) for room in self.rooms.values() for link in room.relay.links]
            await self.ask(self._due(links))

    def _due(self, links: list[tuple[LiveRoom, Link]]) -> list[tuple[LiveRoom, Link]]:
        """Whose time is over, and whose turn it is."""
        self._turn = self._turn + 1 if self._turn + 1 < len(links) else 0
        over = [one for one in links if one[1].access.until and one[1].access.until <= now()]
        return over + links[self._turn : self._turn + 1]

    async def _hear_of_rights(self) -> None:
        """What other processes say of rights. It is read by way of any workspace, in turn, as one may be gone."""
        while True:
            await asyncio.sleep(HEARD)
            if not self.rooms:
                continue
            workspace, _room = list(self.rooms)[self._turn % len(self.rooms)]
            try:
                for word in await self.threads.other(workspace, self._hints.news):
                    self.ask_all(*word.split(" ", 1))
            except Exception:
                logger.exception("What other processes say of rights could not be read.")

    def _let_visitors_go(self) -> None:
        """Those by HTTP who have not asked again."""
        now = asyncio.get_running_loop().time()
        for room in list(self.rooms.values()):
            for client, link in list(room.visitors.items()):
                if link.until is not None and link.until < now:
                    del room.visitors[client]
                    self.leave(room, link)

    async def ask(self, links: list[tuple[LiveRoom, Link]]) -> None:
        """Whether they still may what they could; who may not is shut out, who may less is told."""
        for room, link in links:
            try:
                access = await self.threads.other(room.workspace, admitted, link.asked)
            except Refused as refused:
                link.end(refused)
                continue
            except Exception:
                logger.exception("Nobody could say whether %s may go on.", link.access.key)
                continue
            if access.room != room.key:
                link.end(OtherHistory())
            else:
                link.let(access)

    def ask_all(self, workspace: str = "", whom: str = "") -> None:
        """Rights have changed here, or everywhere; whose, `Link.is_meant` says."""
        rooms = [room for room in self.rooms.values() if workspace in ("", room.workspace)]
        links = [(room, link) for room in rooms for link in room.relay.links if link.is_meant(whom)]
        if links:
            self._keep(self.ask(links))
