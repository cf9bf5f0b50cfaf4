"""Requests of workspaces that another engine serves go on to that engine's web process, on this machine."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable

import httpcore
from django.conf import settings

from houtai.core.workspaces.proof import OURS, Lines, proven, without
from houtai.core.workspaces.protocol import Receive, Scope, Send, answer

MOST, IDLE = 64, 16
TIMEOUT = {"connect": 2.0, "read": 120.0, "write": 30.0, "pool": 5.0}
# RFC 9110, 7.6.1: these speak of one connection, and go no further.
HOP = {
    *(b"connection", b"keep-alive", b"proxy-connection", b"proxy-authenticate", b"proxy-authorization"),
    *(b"te", b"trailer", b"transfer-encoding", b"upgrade"),
}
SAID = {b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-port", b"x-forwarded-proto", b"x-real-ip"}
REPEATED = {"GET", "HEAD", "OPTIONS"}
DOWN = b"The server of this workspace does not answer. Please try again in a moment.\n"
BUSY = b"The server of this workspace is busy. Please try again in a moment.\n"
log = logging.getLogger("houtai.workspaces")


class CutOff(ConnectionError):
    """The answer or the question ended in its middle, so what was sent on must not look whole."""


class Forwarder:
    """port: where the other process listens, on the loopback address. At most `MOST` requests at once."""

    def __init__(self, *, port: int) -> None:
        self.port = port
        self._pool: httpcore.AsyncConnectionPool | None = None

    async def forward(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request on and its answer back, piece by piece; 502 when nobody answers, 503 when all are taken."""
        try:
            response = await self._ask(scope, receive)
        except httpcore.PoolTimeout:
            return await answer(send, 503, BUSY)
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            log.warning("The web process at port %s does not answer: %r", self.port, error)
            return await answer(send, 502, DOWN)
        try:
            await self._answer(response, send)
        finally:
            await response.aclose()

    async def close(self) -> None:
        """Close every connection."""
        if self._pool is not None:
            await self._pool.aclose()
            self._pool = None

    async def _ask(self, scope: Scope, receive: Receive) -> httpcore.Response:
        """An idle connection may have been closed meanwhile: what may be asked twice is."""
        length = [value for name, value in scope["headers"] if name == b"content-length"]
        chunked = any(name == b"transfer-encoding" for name, _value in scope["headers"])
        empty = not chunked and length in ([], [b"0"])
        try:
            return await self._connections().handle_async_request(self._request(scope, receive, empty, chunked))
        except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError):
            if not empty or scope["method"] not in REPEATED:
                raise
            return await self._connections().handle_async_request(self._request(scope, receive, empty, chunked))

    def _request(self, scope: Scope, receive: Receive, empty: bool, chunked: bool) -> httpcore.Request:
        path = scope.get("raw_path") or scope["path"].encode("ascii", "ignore")
        target = path + (b"?" + scope["query_string"] if scope.get("query_string") else b"")
        headers = [*onward(scope["headers"]), *proven(scope)]
        return httpcore.Request(
            scope["method"],
            httpcore.URL(scheme=b"http", host=b"127.0.0.1", port=self.port, target=target),
            headers=[*headers, (b"transfer-encoding", b"chunked")] if chunked else headers,
            content=b"" if empty else body_of(receive),
            extensions={"timeout": TIMEOUT},
        )

    def _connections(self) -> httpcore.AsyncConnectionPool:
        if self._pool is None:
            self._pool = httpcore.AsyncConnectionPool(max_connections=MOST, max_keepalive_connections=IDLE)
        return self._pool

    async def _answer(self, response: httpcore.Response, send: Send) -> None:
        headers = without(response.headers, HOP | _named(response.headers))
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        try:
            async for piece in response.aiter_stream():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            raise CutOff("the answer of the other web process ended in its middle") from error
        await send({"type": "http.response.body", "body": b""})


def onward(headers: Iterable[tuple[bytes, bytes]]) -> Lines:
    """Without what is about this connection, and without what only a trusted proxy may say of others."""
    lines = list(headers)
    return without(lines, HOP | OURS | _named(lines) | (set() if settings.BEHIND_PROXY else SAID))


async def body_of(receive: Receive) -> AsyncIterator[bytes]:
    """The question's body as it comes in. Raises CutOff."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise CutOff("whoever asked has gone")
        more = message.get("more_body", False)
        if piece := message.get("body", b""):
            yield piece


def _named(headers: Iterable[tuple[bytes, bytes]]) -> set[bytes]:
    """What the Connection header names is about this connection too; the host and the length never are."""
    said = b",".join(value for name, value in headers if name.lower() == b"connection")
    return {name.strip().lower() for name in said.split(b",")} - {b"", b"host", b"content-length"}
