"""The outermost ASGI application: finds the workspace by host and makes it current for everything inside."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asgiref.sync import ThreadSensitiveContext

from houtai.core.workspaces import pool
from houtai.core.workspaces.context import _current
from houtai.core.workspaces.registry import workspace_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
HEALTH = "/healthz"


class ByHost:
    """Each request holds one of `threads` one-thread executors, which bounds threads and busy connections."""

    def __init__(self, app: Application, *, threads: int = 8) -> None:
        self._app, self._threads = app, threads
        self._free: asyncio.Queue[ThreadPoolExecutor] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await _lifespan(receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1000})
        if scope["path"] == HEALTH:
            return await _answer(send, 200, b"ok\n")
        free = self._executors()
        executor = await free.get()
        try:
            await self._serve(executor, scope, receive, send)
        finally:
            loop = asyncio.get_running_loop()
            await asyncio.shield(loop.run_in_executor(executor, pool.release))
            free.put_nowait(executor)

    def _executors(self) -> asyncio.Queue[ThreadPoolExecutor]:
        if self._free is None:
            self._free = asyncio.Queue()
            for _number in range(self._threads):
                self._free.put_nowait(ThreadPoolExecutor(1, thread_name_prefix="request"))
        return self._free

    async def _serve(self, executor: ThreadPoolExecutor, scope: Scope, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        workspace = await loop.run_in_executor(executor, workspace_of, _host(scope))
        if workspace is None:
            return await _answer(send, 404, b"There is nothing at this address.\n")
        token = _current.set(workspace)
        try:
            async with ThreadSensitiveContext(executor=executor):
                await self._app(scope, receive, send)
        finally:
            _current.reset(token)


def _host(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"host":
            return str(value.decode("latin-1"))
    return ""


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
