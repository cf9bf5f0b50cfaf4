"""Websockets of workspaces that another engine serves go on to that engine's web process, frame by frame."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from houtai.core.workspaces.forwarding import onward
from houtai.core.workspaces.proof import proven
from houtai.core.workspaces.protocol import Receive, Scope, Send

log = logging.getLogger("houtai.workspaces")
# These belong to one handshake; the library makes those of the next one.
HANDSHAKE = b"sec-websocket-"
PATIENCE = 5.0
GONE, AGAIN = 1001, 1012


async def bridge(scope: Scope, receive: Receive, send: Send, *, port: int) -> None:
    """Until one of the two sides closes; the other one is closed with the same code."""
    if (await receive())["type"] != "websocket.connect":
        return
    try:
        there = await connect(**words(scope, port))
    except (OSError, TimeoutError, WebSocketException) as error:
        log.warning("The web process at port %s takes no websocket: %r", port, error)
        await send({"type": "websocket.close", "code": AGAIN})
        return
    async with there:
        await send({"type": "websocket.accept"})
        tasks = [asyncio.ensure_future(work) for work in (inward(receive, there), outward(there, send))]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def words(scope: Scope, port: int) -> dict[str, Any]:
    """For the client library: the address as the browser named it, the connection to the process on this machine."""
    sent = [*onward(scope["headers"]), *proven(scope)]
    headers = [line for line in sent if not line[0].lower().startswith(HANDSHAKE)]
    host = next((value for name, value in headers if name.lower() == b"host"), b"localhost").decode("latin-1")
    path = (scope.get("raw_path") or scope["path"].encode("ascii", "ignore")).decode("latin-1")
    query = scope.get("query_string", b"").decode("latin-1")
    kept = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers if name.lower() != b"host"]
    return {
        "uri": f"ws://{host}{path}{'?' if query else ''}{query}",
        "host": "127.0.0.1",
        "port": port,
        "additional_headers": kept,
        "user_agent_header": None,
        "compression": None,
        "max_size": None,
        "ping_interval": None,
        "open_timeout": PATIENCE,
        "close_timeout": PATIENCE,
        "proxy": None,
    }


async def inward(receive: Receive, there: ClientConnection) -> None:
    with suppress(ConnectionClosed):
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                await there.close(GONE)
                return
            data = message.get("bytes")
            await there.send(data if data is not None else message.get("text") or "")


async def outward(there: ClientConnection, send: Send) -> None:
    with suppress(ConnectionClosed):
        async for frame in there:
            await send({"type": "websocket.send", "bytes" if isinstance(frame, bytes) else "text": frame})
    await send({"type": "websocket.close", "code": there.close_code or AGAIN})
