"""The hub of each event loop of this process, and how other threads reach them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial

from houtai.modules.coedit.sockets.hub import Hub

_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def hub() -> Hub:
    """The one of this event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _hubs:
        for ended in [one for one in list(_hubs) if one.is_closed()]:
            _hubs.pop(ended).threads.close()
        _hubs[loop] = Hub()
    return _hubs[loop]


async def close() -> None:
    """The one of this event loop, if it has one."""
    if found := _hubs.pop(asyncio.get_running_loop(), None):
        await found.close()


def ask_all(workspace: str = "", whom: str = "") -> None:
    """From any thread: rights have changed in this workspace, or in all; whose, `Link.is_meant` says."""
    for loop, one in list(_hubs.items()):
        # A loop that has ended meanwhile has nobody to ask.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(partial(one.ask_all, workspace, whom))


def any_open() -> bool:
    return any(one.rooms for one in list(_hubs.values()))
