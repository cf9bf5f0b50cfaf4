"""The walk through the real ASGI application, many requests at a time on one event loop."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from django.core.asgi import get_asgi_application

from houtai.core.events.asgi import Door
from houtai.core.workspaces.asgi import ByHost
from houtai.core.workspaces.tests.twins import Twin
from tests.twins.walk import Walk


async def walk(found: Walk, places: list[str], *, threads: int = 4) -> None:
    app: Any = Door(ByHost(get_asgi_application(), threads=threads))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app)) as client:
        await asyncio.gather(*[_both(client, found, place) for place in places])


async def _both(client: httpx.AsyncClient, found: Walk, place: str) -> None:
    found.compare(place, await asyncio.gather(*[_ask(client, found, twin, place) for twin in found.twins]))


async def _ask(client: httpx.AsyncClient, found: Walk, twin: Twin, place: str) -> httpx.Response:
    cookies = "; ".join(f"{name}={one.value}" for name, one in found.cookies[twin.key].items())
    answer = await client.get(f"http://{twin.host}{place}", headers={"cookie": cookies})
    found.look(twin, place, f"{answer.headers}\n{answer.text}")
    return answer
