"""The collector within the web server, so that a small installation needs no process more."""

from __future__ import annotations

from functools import partial
from typing import Any

from houtai.core.events.batch import MOST_BODY
from houtai.core.events.collector import collector
from houtai.core.workspaces.asgi import Application, Receive, Scope, Send

PATH = "/e/"


class Door:
    """Takes events in before Django; everything else goes on to `app`."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH:
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        answer = await collector().respond(scope["method"], host, headers, partial(body_of, receive))
        lines: list[Any] = [(name.encode(), value.encode()) for name, value in answer.headers]
        await send({"type": "http.response.start", "status": answer.status, "headers": lines})
        await send({"type": "http.response.body", "body": answer.body})


async def body_of(receive: Receive) -> bytes:
    """The body, up to where it is too long. One that was cut off is no batch, and is refused as such."""
    body, more = bytearray(), True
    while more and len(body) <= MOST_BODY:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)
