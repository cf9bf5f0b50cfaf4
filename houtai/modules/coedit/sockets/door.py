"""The address of a room: by websocket, or by HTTP where websockets do not get through."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils import translation

from houtai.core.workspaces.context import current
from houtai.core.workspaces.protocol import Receive, Scope, Send
from houtai.modules.coedit.models.access import Asked, admitted
from houtai.modules.coedit.models.refusals import Malformed, Refused, TooLarge
from houtai.modules.coedit.sockets import exchange, talking
from houtai.modules.coedit.sockets.hubs import hub
from houtai.modules.coedit.sockets.link import Link
from houtai.modules.coedit.sockets.room import LiveRoom
from houtai.modules.coedit.sockets.wire import MOST_HELLO, MOST_TEXT, MOST_UPDATE, Hello, numbered, read, written

ADDRESS = re.compile(r"/coedit/(?P<kind>[a-z_]+\.[a-z_]+)/(?P<key>\d{1,18})/(?P<field>[a-z_]+)/")
COMMENTS = "comments/"
PATIENCE = 10.0


async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    """ASGI, within the current workspace."""
    if scope["type"] == "websocket":
        await websocket(scope, receive, send)
    elif scope["path"].endswith(COMMENTS):
        await talking.answer(scope, receive, send, hub=hub(), asked=asked_of(scope, below=COMMENTS))
    else:
        await exchange.answer(scope, receive, send, hub=hub(), asked=asked_of(scope))


def asked_of(scope: Scope, *, below: str = "") -> Asked | None:
    """What a request is about; None for an address that is no room's, or a page that is not ours.

    below: what the path has after the room's own.
    """
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    found = ADDRESS.fullmatch(unquote(scope["path"]).removesuffix(below))
    if found is None or place_of(headers.get("origin", "")) != headers.get("host"):
        return None
    guest = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("guest", [""])[0]
    sent = {"cookies": headers.get("cookie", ""), "languages": headers.get("accept-language", "")}
    return Asked(**found.groupdict(), **sent, guest=guest[:200])


def place_of(origin: str) -> str:
    """Its host and port; what is no address is nowhere."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


async def websocket(scope: Scope, receive: Receive, send: Send) -> None:
    asked = asked_of(scope)
    if (await receive())["type"] != "websocket.connect" or asked is None:
        await send({"type": "websocket.close", "code": 4404})
        return
    await send({"type": "websocket.accept"})
    try:
        await Visit(asked, receive, send).last()
    except Refused as refused:
        language = await hub().language(current(), asked, refused)
        with suppress(OSError, RuntimeError, TimeoutError), translation.override(language):
            await asyncio.wait_for(leave(send, refused), PATIENCE)


async def leave(send: Send, refused: Refused) -> None:
    await send({"type": "websocket.send", "text": written(refused.told)})
    await send({"type": "websocket.close", "code": refused.code})


class Gone(Exception):
    """The browser has left."""


class Visit:
    """One websocket, from hello to the end. Raises the Refused that ends it."""

    def __init__(self, asked: Asked, receive: Receive, send: Send) -> None:
        self.asked, self.receive, self.send = asked, receive, send
        self.hub, self.workspace = hub(), current()

    async def last(self) -> None:
        hello = await self._hello()
        access = await self.hub.threads.other(self.workspace, admitted, self.asked)
        room = await self.hub.enter(self.workspace, access)
        link = Link(asked=self.asked, access=access, client=hello.client)
        try:
            room.begin(link, hello)
            await self._all(self._listen(room, link), link.deliver(self._tell), link.ending())
        except Gone:
            return
        finally:
            self.hub.leave(room, link)
        if link.over:
            raise link.over

    async def _all(self, *works: Awaitable[None]) -> None:
        """Until one of them ends; the others are ended too."""
        tasks = [asyncio.ensure_future(work) for work in works]
        try:
            done, _rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        for task in done:
            task.result()

    async def _hello(self) -> Hello:
        try:
            kind, frame = await asyncio.wait_for(self._frame(most=MOST_HELLO), PATIENCE)
        except (TimeoutError, Gone) as error:
            raise Malformed from error
        said = read(frame).hello if kind == "text" else None
        if said is None:
            raise Malformed
        return said

    async def _tell(self, message: dict[str, Any]) -> None:
        try:
            await self.send(message)
        except (OSError, RuntimeError) as error:
            raise Gone from error

    async def _frame(self, *, most: int = MOST_TEXT) -> tuple[str, Any]:
        message = await self.receive()
        if message["type"] == "websocket.disconnect":
            raise Gone
        data, text = message.get("bytes"), message.get("text")
        if len(data or b"") > MOST_UPDATE or len(text or "") > most:
            raise TooLarge
        return ("text", text) if text is not None else ("bytes", data or b"")

    async def _listen(self, room: LiveRoom, link: Link) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            kind, frame = await self._frame()
            link.count(len(frame), now=clock())
            if kind == "bytes":
                await self.hub.take(room, link, *numbered(frame))
            else:
                self._hear(room, link, frame)

    def _hear(self, room: LiveRoom, link: Link, frame: str) -> None:
        said = read(frame)
        if said.ping is not None:
            link.send({"pong": said.ping})
        elif said.hello is not None:
            raise Malformed
        else:
            room.relay.point(link, said.cursor or None)
