"""The outermost ASGI application: finds the workspace by host and makes it current for everything inside."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from asgiref.sync import ThreadSensitiveContext
from django.conf import settings
from django.utils import timezone

from houtai.core.workspaces import pool
from houtai.core.workspaces.context import _current
from houtai.core.workspaces.fleet import gate
from houtai.core.workspaces.forwarding import DOWN, Forwarder
from houtai.core.workspaces.proof import Unproven, received
from houtai.core.workspaces.protocol import Application, Receive, Scope, Send, answer
from houtai.core.workspaces.registry import Place, place_of
from houtai.core.workspaces.waking import stir

__all__ = ["Application", "ByHost", "Receive", "Scope", "Send"]
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
HEALTH = "/healthz"
NOTHING = b"There is nothing at this address.\n"
SUSPENDED = b"This workspace is suspended.\n"


class ByHost:
    """Each request holds one of `threads` one-thread executors, which bounds threads and busy connections.

    Requests of workspaces that another engine serves go on to its process; they hold no thread here.
    """

    def __init__(self, app: Application, *, threads: int = 8) -> None:
        self._app, self._threads = app, threads
        self._free: asyncio.Queue[ThreadPoolExecutor] | None = None
        self._forwarder = Forwarder(port=settings.INNER_PORT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            await self.close()
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        elif scope["path"] == HEALTH:
            await answer(send, 200, b"ok\n")
        else:
            await self._request(scope, receive, send)

    async def close(self) -> None:
        """Close the connections to the other process."""
        await self._forwarder.close()

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) > 1:
            return await answer(send, 400, b"One Host header, please.\n")
        try:
            scope = received(scope) if settings.INNER else scope
        except Unproven:
            return await answer(send, 404, NOTHING)
        return await self._find(hosts[0].decode("latin-1") if hosts else "", scope, receive, send)

    async def _find(self, host: str, scope: Scope, receive: Receive, send: Send) -> None:
        free, loop = self._executors(), asyncio.get_running_loop()
        executor = await free.get()
        try:
            place = await loop.run_in_executor(executor, place_of, host)
            if here := place is not None and place.served and place.engine == settings.ENGINE:
                if scope["method"] not in SAFE:
                    # Before, not after: a crash in between leaves a workspace that is looked at soon.
                    await loop.run_in_executor(executor, partial(stir, place.workspace, now=timezone.now()))
                if gate.known(place.workspace) or await loop.run_in_executor(executor, gate.ready, place.workspace):
                    await self._serve(executor, place, scope, receive, send)
                else:
                    await answer(send, 503, gate.UPDATING)
        finally:
            await asyncio.shield(loop.run_in_executor(executor, pool.release))
            free.put_nowait(executor)
        if not here:
            await self._refuse_or_forward(place, scope, receive, send)

    def _executors(self) -> asyncio.Queue[ThreadPoolExecutor]:
        if self._free is None:
            self._free = asyncio.Queue()
            for _number in range(self._threads):
                self._free.put_nowait(ThreadPoolExecutor(1, thread_name_prefix="request"))
        return self._free

    async def _serve(
        self, executor: ThreadPoolExecutor, place: Place, scope: Scope, receive: Receive, send: Send
    ) -> None:
        token = _current.set(place.workspace)
        try:
            async with ThreadSensitiveContext(executor=executor):
                await self._app(scope, receive, send)
        finally:
            _current.reset(token)

    async def _refuse_or_forward(self, place: Place | None, scope: Scope, receive: Receive, send: Send) -> None:
        if place is not None and place.state == "suspended":
            await answer(send, 503, SUSPENDED)
        elif place is None or not place.served:
            await answer(send, 404, NOTHING)
        elif settings.INNER:
            # It came from there: the two disagree for a moment, and must not send it back and forth.
            await answer(send, 502, DOWN)
        else:
            await self._forwarder.forward(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
