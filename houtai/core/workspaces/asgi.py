"""The outermost ASGI application: finds the workspace by host and makes it current for everything inside."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from functools import partial

from asgiref.sync import ThreadSensitiveContext
from django.conf import settings
from django.utils import timezone

from houtai.core.workspaces import pool
from houtai.core.workspaces.bodies import Body, Gone, TooSlow
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
SLOW = b"What was sent did not arrive in time.\n"
SUSPENDED = b"This workspace is suspended.\n"


class ByHost:
    """Each request holds one of `threads` one-thread executors, which bounds threads and busy connections; only when
    all that it brings is here, for that may take long.

    Requests of workspaces that another engine serves go on to its process; they hold no thread here.
    """

    def __init__(self, app: Application, *, threads: int = 8, sockets: Mapping[str, Application] | None = None) -> None:
        """sockets: applications by the start of their addresses, for what stays long: they hold no thread either."""
        self._app, self._threads, self._sockets = app, threads, dict(sockets or {})
        self._free: asyncio.Queue[ThreadPoolExecutor] | None = None
        self._forwarder = Forwarder(port=settings.INNER_PORT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            await self.close()
        elif scope["type"] == "websocket" and self._staying(scope) is None:
            await refuse(scope, send, 404, NOTHING)
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
            return await refuse(scope, send, 400, b"One Host header, please.\n")
        try:
            scope = received(scope) if settings.INNER else scope
        except Unproven:
            return await refuse(scope, send, 404, NOTHING)
        host = hosts[0].decode("latin-1") if hosts else ""
        if self._staying(scope):
            return await self._find(host, scope, receive, send)
        body = Body(receive)
        try:
            if await body.begin() and is_here(await self._place(host)):
                await body.rest()
            await self._find(host, scope, body.receive, send)
        except TooSlow:
            await answer(send, 408, SLOW)
        except Gone:
            return None
        finally:
            body.close()
        return None

    async def _place(self, host: str) -> Place | None:
        async with self._executor() as executor:
            return await asyncio.get_running_loop().run_in_executor(executor, place_of, host)

    async def _find(self, host: str, scope: Scope, receive: Receive, send: Send) -> None:
        loop, staying, ready = asyncio.get_running_loop(), self._staying(scope), False
        async with self._executor() as executor:
            place = await loop.run_in_executor(executor, place_of, host)
            if place is not None and is_here(place):
                if scope.get("method") not in SAFE:
                    # Before, not after: a crash in between leaves a workspace that is looked at soon.
                    await loop.run_in_executor(executor, partial(stir, place.workspace, now=timezone.now()))
                ready = gate.known(place.workspace) or await loop.run_in_executor(executor, gate.ready, place.workspace)
                if not ready:
                    await refuse(scope, send, 503, gate.UPDATING)
                elif staying is None:
                    await self._serve(executor, place.workspace, scope, receive, send)
        if place is None or not is_here(place):
            await self._refuse_or_forward(place, scope, receive, send)
        elif ready and staying is not None:
            with current_in(place.workspace):
                await staying(scope, receive, send)

    @asynccontextmanager
    async def _executor(self) -> AsyncIterator[ThreadPoolExecutor]:
        """One of them, alone, until the block ends; then it holds no connection any more."""
        free = self._executors()
        executor = await free.get()
        try:
            yield executor
        finally:
            try:
                await asyncio.shield(asyncio.get_running_loop().run_in_executor(executor, pool.release))
            finally:
                free.put_nowait(executor)

    def _staying(self, scope: Scope) -> Application | None:
        """The application for what stays long at this address, if it is one of those."""
        return next((app for start, app in self._sockets.items() if scope["path"].startswith(start)), None)

    def _executors(self) -> asyncio.Queue[ThreadPoolExecutor]:
        if self._free is None:
            self._free = asyncio.Queue()
            for _number in range(self._threads):
                self._free.put_nowait(ThreadPoolExecutor(1, thread_name_prefix="request"))
        return self._free

    async def _serve(
        self, executor: ThreadPoolExecutor, workspace: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        with current_in(workspace):
            async with ThreadSensitiveContext(executor=executor):
                await self._app(scope, receive, send)

    async def _refuse_or_forward(self, place: Place | None, scope: Scope, receive: Receive, send: Send) -> None:
        if place is not None and place.state == "suspended":
            await refuse(scope, send, 503, SUSPENDED)
        elif place is None or not place.served:
            await refuse(scope, send, 404, NOTHING)
        elif settings.INNER:
            # It came from there: the two disagree for a moment, and must not send it back and forth.
            await refuse(scope, send, 502, DOWN)
        elif scope["type"] == "websocket":
            from houtai.core.workspaces.bridging import bridge  # Most installations have one engine and never need it.

            await bridge(scope, receive, send, port=settings.INNER_PORT)
        else:
            await self._forwarder.forward(scope, receive, send)


def is_here(place: Place | None) -> bool:
    """Whether this process serves it."""
    return place is not None and place.served and place.engine == settings.ENGINE


@contextmanager
def current_in(workspace: str) -> Iterator[None]:
    """For what runs on the event loop, which itself holds no connection."""
    token = _current.set(workspace)
    try:
        yield
    finally:
        _current.reset(token)


async def refuse(scope: Scope, send: Send, status: int, body: bytes) -> None:
    """An answer to a request; a websocket is closed before it opens, which browsers see as a failure."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1000})
    else:
        await answer(send, status, body)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
