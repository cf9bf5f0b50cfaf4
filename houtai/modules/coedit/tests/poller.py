"""A browser whose websockets do not get through: the same room by HTTP."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode, b64encode
from typing import Any
from urllib.parse import quote

from pycrdt import Doc

from houtai.core.text.yjs.writing import html
from houtai.modules.coedit.sockets import serve
from houtai.modules.coedit.tests.browsers import HOST, clients


async def post(
    path: str, cookie: str, body: bytes, *, origin: str = f"http://{HOST}", method: str = "POST", guest: str = ""
) -> Any:
    """The status and the JSON of the answer."""
    headers = [(b"host", HOST.encode()), (b"origin", origin.encode()), (b"cookie", cookie.encode())]
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    query = f"guest={quote(guest)}".encode()
    await serve(
        {"type": "http", "method": method, "path": path, "query_string": query, "headers": headers}, receive, send
    )
    return sent[0]["status"], json.loads(sent[1]["body"])


class Poller:
    """seq: of the last answer; told: that answer."""

    def __init__(self, path: str, cookie: str, *, client: int = 0) -> None:
        self.path, self.cookie, self.doc = path, cookie, Doc[Any](client_id=client or next(clients))
        self.epoch, self.seq, self.status = "", 0, 0
        self.told: dict[str, Any] = {}

    @property
    def text(self) -> str:
        return html(self.doc)

    def body(self, *updates: bytes, **more: Any) -> bytes:
        vector = b64encode(self.doc.get_state()).decode() if self.epoch else ""
        hello = {"schema": 1, "client": self.doc.client_id, "epoch": self.epoch, "vector": vector}
        packed = [b64encode(update).decode() for update in updates]
        return json.dumps({"hello": hello, "updates": packed, "seq": self.seq, **more}).encode()

    async def ask(self, *updates: bytes, lost: bool = False, **more: Any) -> dict[str, Any]:
        """lost: the answer never comes."""
        self.status, told = await post(self.path, self.cookie, self.body(*updates, **more))
        if not lost:
            self.take(told)
        return self.told

    def take(self, told: dict[str, Any]) -> None:
        self.told = told
        self.seq = told.get("seq", self.seq)
        self.epoch = told.get("welcome", {}).get("epoch", self.epoch)
        for update in told.get("updates", ()):
            self.doc.apply_update(b64decode(update))

    def waiting(self) -> asyncio.Task[dict[str, Any]]:
        return asyncio.create_task(self.ask(wait=20))
