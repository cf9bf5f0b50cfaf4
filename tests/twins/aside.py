"""The walk through the real ASGI application, many requests at a time on one event loop."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from django.core.asgi import get_asgi_application

from houtai.core.workspaces.asgi import ByHost
from houtai.core.workspaces.tests.twins import Twin
from tests.twins.walk import Walk


async def walk(found: Walk, places: list[str], *, threads: int = 4) -> None:
    app: Any = ByHost(get_asgi_application(), threads=threads)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport) as client:
        asked = [_ask(client, found, twin, place) for place in places for twin in found.twins]
        await asyncio.gather(*asked)


async def _ask(client: httpx.AsyncClient, found: Walk, twin: Twin, place: str) -> None:
    cookies = "; ".join(f"{name}={one.value}" for name, one in found.cookies[twin.key].items())
    answer = await client.get(f"http://{twin.host}{place}", headers={"cookie": cookies})
    found.look(twin, place, f"{answer.headers}\n{answer.text}")
