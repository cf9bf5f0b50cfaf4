"""Browsers to try rooms with: a Yjs document, a session cookie, and a websocket that leads straight into `serve`."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Coroutine
from itertools import count
from typing import Any
from urllib.parse import quote

from django.test import Client
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from houtai.core.text.yjs.writing import html
from houtai.core.workspaces.context import current
from houtai.modules.coedit.sockets import hubs, serve
from houtai.modules.coedit.sockets.threads import inside
from houtai.modules.coedit.sockets.wire import numbered, unframed, varuint

HOST = "localhost"
SOON = 60.0
clients = count(1000)


def live(work: Coroutine[Any, Any, Any]) -> Any:
    """Run it on a loop of its own, with a hub that is closed at the end."""

    async def whole() -> Any:
        try:
            return await asyncio.wait_for(work, 3 * SOON)
        finally:
            await hubs.close()

    return asyncio.run(whole())


async def asked(function: Callable[..., Any], *args: Any) -> Any:
    """What a function says that asks the database, which the loop itself must not."""
    return await asyncio.get_running_loop().run_in_executor(None, inside, current(), function, args)


async def equal(*browsers: Browser) -> None:
    """Until all show the same text and nothing is on its way to them."""
    async with asyncio.timeout(SOON):
        await browsers[0].pause()
        while len({(browser.text, held(browser.doc)) for browser in browsers}) > 1:
            await browsers[0].pause()


def cookie_of(user: Any) -> str:
    client = Client()
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}"


def fragment(doc: Doc[Any]) -> XmlFragment:
    return doc.get("default", type=XmlFragment)


def typed(doc: Doc[Any], letters: str, *, at: int = 0) -> bytes:
    """Write into the first paragraph; returns the update."""
    before = doc.get_state()
    first_text(doc).insert(at, letters)
    return doc.get_update(before)


def cut(doc: Doc[Any], start: int, stop: int) -> bytes:
    before = doc.get_state()
    del first_text(doc)[start:stop]
    return doc.get_update(before)


def held(doc: Doc[Any]) -> frozenset[tuple[int, int]]:
    """How much of each client is in a document. Yjs says it in any order."""
    count, rest = numbered(doc.get_state())
    found = set()
    for _ in range(count):
        client, rest = numbered(rest)
        clock, rest = numbered(rest)
        found.add((client, clock))
    return frozenset(found)


def first_text(doc: Doc[Any]) -> XmlText:
    block: Any = fragment(doc).children[0]
    if not len(block.children):
        block.children.append(XmlText())
    return block.children[0]


def added(doc: Doc[Any], element: XmlElement) -> bytes:
    """Put a block behind the others; returns the update."""
    before = doc.get_state()
    fragment(doc).children.append(element)
    return doc.get_update(before)


class Browser:
    """told: JSON that came, one after the other; code: with which the server closed."""

    def __init__(
        self, path: str, cookie: str = "", *, origin: str = f"http://{HOST}", client: int = 0, guest: str = ""
    ) -> None:
        headers = {"host": HOST, "origin": origin, "cookie": cookie}
        self.headers = [(name.encode(), value.encode()) for name, value in headers.items() if value]
        self.path, self.cookie, self.doc = path, cookie, Doc[Any](client_id=client or next(clients))
        self.query = f"guest={quote(guest)}".encode()
        self.told: list[dict[str, Any]] = []
        self.received: list[bytes] = []
        self.code: int | None = None
        self.reads = asyncio.Event()
        self.reads.set()
        self.epoch, self.sent = "", 0
        self._in: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._news = asyncio.Event()

    # What it does.

    def connect(self) -> None:
        """Anew, if it was connected before."""
        self._in, self.told, self.code, self.sent = asyncio.Queue(), [], None, 0
        scope = {"type": "websocket", "path": self.path, "query_string": self.query, "headers": self.headers}
        self._in.put_nowait({"type": "websocket.connect"})
        self.task = asyncio.create_task(serve(scope, self._in.get, self._take))

    async def join(self, **hello: Any) -> Browser:
        self.connect()
        self.tell({"hello": {**self.hello, **hello}})
        await self.until(lambda: self.code is not None or self.find("welcome"))
        if self.code is None:
            self.epoch = self.find("welcome")["epoch"]
        return self

    @property
    def hello(self) -> dict[str, Any]:
        vector = b64encode(self.doc.get_state()).decode() if self.epoch else ""
        return {"schema": 1, "client": self.doc.client_id, "epoch": self.epoch, "vector": vector}

    def tell(self, message: Any) -> None:
        text = message if isinstance(message, str) else json.dumps(message)
        self._in.put_nowait({"type": "websocket.receive", "text": text})

    def send(self, update: bytes) -> int:
        self.sent += 1
        self.send_raw(varuint(self.sent) + update)
        return self.sent

    def send_raw(self, frame: bytes) -> None:
        self._in.put_nowait({"type": "websocket.receive", "bytes": frame})

    async def write(self, letters: str, *, at: int = 0) -> None:
        """Type, and wait until it is on disk."""
        await self.acknowledged(self.send(typed(self.doc, letters, at=at)))

    def point(self, clock: int = 0) -> None:
        place = {"item": {"client": self.doc.client_id, "clock": clock}, "assoc": 0}
        self.tell({"cursor": {"anchor": place, "head": place}})

    async def leave(self) -> None:
        self._in.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await self.task

    # What it waits for.

    async def pause(self) -> None:
        """Let the others have their turn."""
        await asyncio.sleep(0.01)

    async def until(self, holds: Callable[[], Any]) -> Any:
        async with asyncio.timeout(SOON):
            while not holds():
                self._news.clear()
                await self._news.wait()
        return holds()

    async def acknowledged(self, number: int) -> None:
        await self.until(lambda: self.acked >= number)

    async def ended(self) -> int | None:
        """The code with which the server closes; nothing of it is left afterwards."""
        await self.until(lambda: self.code is not None)
        await self.task
        return self.code

    async def says(self, text: str) -> None:
        await self.until(lambda: self.text == text)

    @property
    def acked(self) -> int:
        return max((one["ack"] for one in self.told if "ack" in one), default=0)

    @property
    def text(self) -> str:
        return html(self.doc)

    @property
    def missing(self) -> bytes:
        """What the server lacked when it said welcome."""
        return self.doc.get_update(b64decode(self.find("welcome")["vector"]))

    def find(self, name: str) -> Any:
        """The newest message of this name, or None."""
        return next((one[name] for one in reversed(self.told) if name in one), None)

    async def _take(self, message: dict[str, Any]) -> None:
        await self.reads.wait()
        if message["type"] == "websocket.close":
            self.code = message["code"]
        elif "text" in message:
            self.told.append(json.loads(message["text"]))
        elif "bytes" in message:
            for update in unframed(message["bytes"]):
                self.received.append(update)
                self.doc.apply_update(update)
        self._news.set()
