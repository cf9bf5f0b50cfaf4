"""Asks the outermost application, as a server does."""

import asyncio
from contextvars import Context

from houtai.core.workspaces import registry
from houtai.core.workspaces.asgi import ByHost
from houtai.core.workspaces.context import current


async def says_workspace(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": current().encode()})


async def no_body():
    return {"type": "http.request", "body": b"", "more_body": False}


def ask(*hosts, path="/", app=says_workspace):
    """Status and body of a request with these Host headers."""

    async def request():
        sent = []

        async def send(message):
            sent.append(message)

        lines = [(b"host", host if isinstance(host, bytes) else host.encode()) for host in hosts]
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": lines}
        outermost = ByHost(app)
        try:
            await outermost(scope, no_body, send)
        finally:
            await outermost.close()
        return sent[0]["status"], b"".join(part.get("body", b"") for part in sent[1:]).decode()

    registry.forget_hosts()
    return Context().run(asyncio.run, request())
