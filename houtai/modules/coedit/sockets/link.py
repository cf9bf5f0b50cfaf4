"""One browser in a room: what is to be sent to it, and how much it may send."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

from houtai.modules.coedit.models.access import Access, Asked
from houtai.modules.coedit.models.refusals import Refused, TooFast
from houtai.modules.coedit.models.writer import shown
from houtai.modules.coedit.sockets.wire import Cursor, written

# What may wait for a browser that reads too slowly: frames, and bytes beside those that it is greeted with.
MOST_FRAMES, MOST_BYTES = 2_000, 8 * 2**20
# What a browser may send: so much at once, and so much each second.
BURST_FRAMES, FRAMES = 400.0, 60.0
BURST_BYTES, BYTES = 16.0 * 2**20, 512.0 * 1024
# Seconds after a right ended in which what its owner had sent before is no offence.
GRACE = 30.0
_numbers = count(1)


def clock() -> float:
    """Seconds, on the loop's clock."""
    return asyncio.get_running_loop().time()


@dataclass(slots=True)
class Allowance:
    """A bucket that fills up by `rate` each second, to at most `most`."""

    most: float
    rate: float
    left: float = field(init=False)
    since: float | None = None

    def __post_init__(self) -> None:
        self.left = self.most

    def take(self, amount: float, *, now: float) -> bool:
        self.left = min(self.most, self.left + (now - (now if self.since is None else self.since)) * self.rate)
        self.since = now
        self.left -= amount
        return self.left >= 0


@dataclass(eq=False, slots=True, kw_only=True)
class Link:
    """access changes while it lasts; client: its number in Yjs; cursor: where it stands; taken, done: the last number
    of its own updates that was taken in, that is on disk; row: the key of its row in the log of writers; lowered: when
    it became one that only reads; missed: updates since were let fall; came: its place among all; over: why it ends.
    By HTTP also turn, told: how often it has asked, was answered; until: when it is forgotten, on the loop's
    clock.
    """

    asked: Asked
    access: Access
    client: int = 0
    cursor: Cursor | None = None
    done: int = 0
    row: int | None = None
    taken: int = 0
    turn: int = 0
    told: int = 0
    until: float | None = None
    over: Refused | None = None
    lowered: float | None = None
    missed: bool = False
    came: int = field(default_factory=partial(next, _numbers))
    _frames: deque[Any] = field(default_factory=deque)
    _bytes: int = 0
    _greeting: int = 0
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)
    _sent: Allowance = field(default_factory=lambda: Allowance(BURST_FRAMES, FRAMES))
    _weight: Allowance = field(default_factory=lambda: Allowance(BURST_BYTES, BYTES))

    @property
    def shown(self) -> dict[str, str]:
        return shown(self.access.key, self.access.name)

    def is_meant(self, whom: str) -> bool:
        """whom: a user and the guests, who may be here by that person's leave; guests; one guest; a session; a text;
        or nothing for everybody.
        """
        what, _colon, which = whom.partition(":")
        match what:
            case "user":
                return bool(self.asked.guest) or self.access.key == f"u{which}"
            case "guests":
                return bool(self.asked.guest)
            case "guest":
                return self.access.key == which
            case "session":
                return self.asked.session == which
            case "text":
                return f"{self.asked.kind}/{self.asked.key}" == which
        return True

    @property
    def lately_lowered(self) -> bool:
        return self.lowered is not None and clock() < self.lowered + GRACE

    def count(self, size: int, *, now: float) -> None:
        """Something came in. Raises TooFast."""
        if not (self._sent.take(1, now=now) and self._weight.take(size, now=now)):
            raise TooFast

    def tell(self, frame: str | bytes) -> None:
        """Have it sent. Who reads too slowly is let go, so that it holds up nobody else."""
        if self.over:
            return
        self._frames.append(frame)
        self._bytes += len(frame)
        if len(self._frames) > MOST_FRAMES or self._bytes > MOST_BYTES + self._greeting:
            self.end(TooFast())
        self._wake.set()

    def greet(self, *frames: str | bytes) -> None:
        """The first ones: however large a text has become, it can be entered."""
        self._greeting = sum(map(len, frames))
        for frame in frames:
            self.tell(frame)

    def send(self, message: Any) -> None:
        self.tell(written(message))

    def let(self, access: Access) -> None:
        """What they may do now; they are told when that has changed."""
        before, self.access = self.access, access
        if before.writes and not access.writes:
            self.lowered = clock()
        if (before.role, before.comments) != (access.role, access.comments):
            self.send({"role": access.role, "comments": access.comments})

    def end(self, why: Refused) -> None:
        self.over = self.over or why
        self._frames.clear()
        self._ended.set()
        self._wake.set()

    async def ending(self) -> None:
        """Until it ends, even while something is being sent that nobody reads."""
        await self._ended.wait()

    def frames(self) -> list[Any]:
        """What waits for it, which is then taken to be sent."""
        frames = list(self._frames)
        self._frames.clear()
        self._bytes = 0
        self._wake.clear()
        return frames

    async def something(self, seconds: float) -> None:
        """Wait until there is something to be sent, at most so long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), seconds)

    def ask(self) -> int:
        """By HTTP: the number of this request. An earlier one that still waits was given up by the browser."""
        self.turn += 1
        self._wake.set()
        if not self._frames:
            self._wake.clear()
        return self.turn

    async def deliver(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Send what there is to be sent, until it ends; then say why and close."""
        while self.over is None:
            await self._wake.wait()
            self._wake.clear()
            while self._frames and self.over is None:
                frame = self._frames.popleft()
                self._bytes -= len(frame)
                kind = "bytes" if isinstance(frame, bytes) else "text"
                await send({"type": "websocket.send", kind: frame})
