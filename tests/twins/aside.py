"""The walk through the real ASGI application, many requests at a time on one event loop."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from django.core.asgi import get_asgi_application
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from houtai.core.events.asgi import Door
from houtai.core.workspaces.asgi import ByHost
from houtai.core.workspaces.tests.twins import Twin
from tests.twins.walk import Walk


async def walk(found: Walk, places: list[str]) -> None:
    async with client() as asking:
        await asyncio.gather(*[_both(asking, found, place) for place in places])


async def send(posting: Any, sample: list[Any]) -> list[list[Any]]:
    """Each twin's answers, or None where a form is there no more. As a browser sends them, with token and origin."""
    async with client() as asking:
        return await asyncio.gather(*[_through(asking, posting, twin, sample) for twin in posting.walk.twins])


def client(*, threads: int = 4) -> httpx.AsyncClient:
    door = Door(ByHost(get_asgi_application(), threads=threads))

    async def app(scope: Any, receive: Any, send: Any) -> None:
        # A real server always says its port.
        await door({**scope, "server": (scope["server"][0], 80)}, receive, send)

    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app))


async def _both(asking: httpx.AsyncClient, found: Walk, place: str) -> None:
    found.compare(place, await asyncio.gather(*[_ask(asking, found, twin, place) for twin in found.twins]))


async def _ask(asking: httpx.AsyncClient, found: Walk, twin: Twin, place: str, data: Any = None, **more: str) -> Any:
    cookies = "; ".join(f"{name}={value}" for name, value in {**plain(found.cookies[twin.key]), **more}.items())
    headers, address = {"cookie": cookies, "origin": f"http://{twin.host}"}, f"http://{twin.host}{place}"
    if data is None:
        answer: Any = await asking.get(address, headers=headers)
    else:
        headers["content-type"] = MULTIPART_CONTENT
        answer = await asking.post(address, headers=headers, content=encode_multipart(BOUNDARY, data))
    answer.body = answer.text
    found.look(twin, place, f"{answer.headers}\n{answer.text}")
    return answer


async def _through(asking: httpx.AsyncClient, posting: Any, twin: Twin, sample: list[Any]) -> list[Any]:
    answers: list[Any] = []
    for form in sample:
        page = await _ask(asking, posting.walk, twin, form.place)
        found, answer = form.within(page), None
        if found is not None:
            token = {"csrfmiddlewaretoken": found.fields.get("csrfmiddlewaretoken", "")}
            data = {**posting.data(twin, form, found), **token}
            cookie = page.cookies.get("csrftoken", "")
            answer = await _ask(asking, posting.walk, twin, found.action, data, csrftoken=cookie)
        asking.cookies.clear()
        answers.append(answer)
    return answers


def plain(cookies: Any) -> dict[str, str]:
    return {name: one.value for name, one in cookies.items()}
