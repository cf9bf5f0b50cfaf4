"""The threads of a room, by HTTP: each request is one act, and is answered by whatever is new. See docs/coedit.md."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from django.utils import translation
from django.utils.timezone import now

from houtai.core.workspaces.context import current
from houtai.core.workspaces.protocol import Receive, Scope, Send
from houtai.modules.coedit.models.access import Access, Asked, admitted
from houtai.modules.coedit.models.refusals import NoRoom, Refused
from houtai.modules.coedit.models.talk import Talk, told
from houtai.modules.coedit.sockets import acts
from houtai.modules.coedit.sockets.exchange import body_of, respond
from houtai.modules.coedit.sockets.hub import Hub
from houtai.modules.coedit.sockets.wire import read

MOST_BODY = 64 * 2**10


async def answer(scope: Scope, receive: Receive, send: Send, *, hub: Hub, asked: Asked | None) -> None:
    if scope["method"] != "POST" or asked is None:
        return await respond(send, 405 if asked else 404, NoRoom().told)
    try:
        act = read(await body_of(receive, most=MOST_BODY), acts.Act)
        said = await done(act, asked, hub)
    except Refused as refused:
        with translation.override(await hub.language(current(), asked, refused)):
            return await respond(send, refused.status, refused.told)
    await respond(send, 200, said)
    return None


async def done(act: Any, asked: Asked, hub: Hub) -> dict[str, Any]:
    """Raises a Refused."""
    workspace = current()
    access = await hub.threads.other(workspace, admitted, asked)
    hub.talkers.count(workspace, access.key, now=asyncio.get_running_loop().time())
    found: dict[str, Any] = await hub.threads.other(workspace, partial(carry_out, act), access)
    hub.talked(workspace, access.room, found["talk"])
    return found


def carry_out(act: Any, access: Access) -> dict[str, Any]:
    """Raises a Refused."""
    act.on(Talk(access=access, at=now()))
    return told(access, since=act.since)
