"""Passes on to everybody in a room what one of them did: at once in a small room, gathered in a crowded one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from houtai.modules.coedit.sockets.link import Link
from houtai.modules.coedit.sockets.wire import Cursor, framed, written

# Up to FEW people an update goes on at once; with more, after so many seconds for each of them.
FEW, PACE, CURSOR_PACE, CURSOR_LEAST = 12, 0.0004, 0.004, 0.05


class Relay:
    """links: who is there. Frames for many are made once."""

    def __init__(self) -> None:
        self.links: set[Link] = set()
        self._updates: list[tuple[Link | None, bytes]] = []
        self._moved: set[int] = set()
        self._due: dict[str, asyncio.TimerHandle] = {}

    def add(self, link: Link) -> None:
        there = {str(one.client): pointing(one) for one in self.links if one.cursor}
        if there:
            link.send({"cursors": there})
        self.links.add(link)
        self._soon("people", self._tell_people, CURSOR_PACE * len(self.links))

    def drop(self, link: Link) -> None:
        self.links.discard(link)
        # Somebody who came back may be here already, by the same number.
        if link.cursor and all(one.client != link.client for one in self.links):
            self.send({"cursors": {str(link.client): None}})
        self._soon("people", self._tell_people, CURSOR_PACE * len(self.links))

    def update(self, link: Link | None, data: bytes) -> None:
        """An update by whoever is at this link, or by another process; `pass_on` sends it."""
        self._updates.append((link, data))

    def pass_on(self) -> None:
        crowd = len(self.links)
        self._soon("updates", self._tell_updates, 0 if crowd <= FEW else PACE * crowd)

    def point(self, link: Link, cursor: Cursor | None) -> None:
        link.cursor = cursor
        self._moved.add(link.client)
        self._soon("cursors", self._tell_cursors, max(CURSOR_LEAST, CURSOR_PACE * len(self.links)))

    def send(self, message: Any) -> None:
        frame = written(message)
        for link in self.links:
            link.tell(frame)

    def stop(self) -> None:
        for timer in self._due.values():
            timer.cancel()
        self._due.clear()

    def _tell_updates(self) -> None:
        updates, self._updates = self._updates, []
        authors = {link for link, _data in updates}
        frame = framed(data for _link, data in updates)
        for link in self.links if updates else ():
            # Who wrote all of it has it already; in a crowd one frame for all is cheaper than one for each.
            if authors != {link}:
                link.tell(frame)

    def _tell_cursors(self) -> None:
        moved, self._moved = self._moved, set()
        there = {str(link.client): pointing(link) for link in self.links if link.client in moved}
        if there:
            self.send({"cursors": there})

    def _tell_people(self) -> None:
        there = {link.access.key: link.shown for link in self.links}
        self.send({"people": sorted(there.values(), key=lambda one: (one["name"], one["key"]))})

    def _soon(self, what: str, does: Callable[[], None], delay: float) -> None:
        if delay == 0:
            does()
        elif what not in self._due:
            self._due[what] = asyncio.get_running_loop().call_later(delay, self._now, what, does)

    def _now(self, what: str, does: Callable[[], None]) -> None:
        self._due.pop(what, None)
        does()


def pointing(link: Link) -> dict[str, Any] | None:
    return {**link.shown, "state": link.cursor} if link.cursor else None
