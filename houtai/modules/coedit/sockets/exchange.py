"""The same by HTTP: what a websocket would have brought is kept for a browser until it asks again."""

from __future__ import annotations

import asyncio
from typing import Any

from django.utils import translation

from houtai.core.workspaces.context import current
from houtai.core.workspaces.protocol import Receive, Scope, Send
from houtai.modules.coedit.models.access import Asked, admitted
from houtai.modules.coedit.models.refusals import NoRoom, Refused, Restarting, TooLarge
from houtai.modules.coedit.sockets.hub import Hub
from houtai.modules.coedit.sockets.link import Link
from houtai.modules.coedit.sockets.room import LiveRoom
from houtai.modules.coedit.sockets.wire import MOST_UPDATE, Exchange, pack, read, unframed, unpack, written

MOST_BODY = 2 * MOST_UPDATE
LONGEST_WAIT, PATIENCE, KEPT = 20.0, 15.0, 40.0


async def answer(scope: Scope, receive: Receive, send: Send, *, hub: Hub, asked: Asked | None) -> None:
    if scope["method"] != "POST" or asked is None:
        return await respond(send, 405 if asked else 404, NoRoom().told)
    try:
        exchange = read(await body_of(receive), Exchange)
        told = await exchanged(exchange, asked, hub)
    except Refused as refused:
        with translation.override(await hub.language(current(), asked, refused)):
            return await respond(send, refused.status, refused.told)
    await respond(send, 200, told)
    return None


async def exchanged(exchange: Exchange, asked: Asked, hub: Hub) -> dict[str, Any]:
    """Take what is brought, wait for something new, and give it. Raises a Refused."""
    workspace = current()
    access = await hub.threads.other(workspace, admitted, asked)
    room = await hub.enter(workspace, access)
    link = Link(asked=asked, access=access, client=exchange.hello.client)
    try:
        link = visitor(exchange, link, room, hub)
        turn = link.ask()
        if await take(exchange, link, room, hub):
            await durable(room, link)
        elif exchange.wait:
            await link.something(min(exchange.wait, LONGEST_WAIT))
        return gathered(link) if turn == link.turn else {"seq": exchange.seq, "updates": []}
    except Refused:
        forget(room, link, hub)
        raise


def visitor(exchange: Exchange, link: Link, room: LiveRoom, hub: Hub) -> Link:
    """The link that this browser has here, or else this new one. Raises a Refused.

    When it did not get the last answer, something was lost on the way, and it begins afresh from what it has.
    """
    known = room.visitors.get(link.client)
    if known and known.access.key == link.access.key:
        if not known.over and exchange.seq == known.told:
            known.asked = link.asked
            known.let(link.access)
            return known
        forget(room, known, hub)
    room.begin(link, exchange.hello)
    room.visitors[link.client] = link
    return link


def forget(room: LiveRoom, link: Link, hub: Hub) -> None:
    if room.visitors.get(link.client) is link:
        del room.visitors[link.client]
    hub.leave(room, link)


async def take(exchange: Exchange, link: Link, room: LiveRoom, hub: Hub) -> bool:
    """What is brought; whether there are updates to wait for. Raises a Refused."""
    now = asyncio.get_running_loop().time()
    link.until = now + KEPT
    if exchange.cursor != link.cursor:
        room.relay.point(link, exchange.cursor)
    for update in map(unpack, exchange.updates):
        if len(update) > MOST_UPDATE:
            raise TooLarge
        link.count(len(update), now=now)
        await hub.take(room, link, link.taken + 1, update)
    return bool(exchange.updates) and not link.missed


async def durable(room: LiveRoom, link: Link) -> None:
    """Until all that was taken is on disk. Raises Restarting."""
    try:
        async with asyncio.timeout(PATIENCE):
            while link.done < link.taken and not link.over:
                await room.news.wait()
    except TimeoutError as error:
        raise Restarting from error


def gathered(link: Link) -> dict[str, Any]:
    """All frames that wait for a browser, as one message. Raises the Refused that ends the visit."""
    if link.over:
        raise link.over
    link.told += 1
    told: dict[str, Any] = {"seq": link.told, "updates": []}
    for frame in link.frames():
        if isinstance(frame, bytes):
            told["updates"] += map(pack, unframed(frame))
        else:
            for name, value in read(frame, dict[str, Any]).items():
                told[name] = {**told[name], **value} if isinstance(told.get(name), dict) else value
    return told


async def body_of(receive: Receive, *, most: int = MOST_BODY) -> bytes:
    """Raises TooLarge."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            raise TooLarge
    return bytes(body)


async def respond(send: Send, status: int, told: dict[str, Any]) -> None:
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": written(told).encode()})
