"""Messages to try the channels with."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from houtai.core.workspaces.context import _current
from houtai.modules.push.client import CHANNELS, Message, Receipt

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def message(key: str, address: dict[str, Any], **changes: Any) -> Message:
    usual: dict[str, Any] = {
        "title": "Tide tables go digital — 潮汐表",
        "body": "The harbour office puts them on line.",
        "url": "https://news.example.com/a/1-tide/?via=abc",
        "expires": NOON + timedelta(hours=4),
        "leave_url": "https://news.example.com/push/leave/t/",
        "list_unsubscribe": "https://news.example.com/push/leave/t/",
    }
    return Message(key=key, reader=1, address=address, **{**usual, **changes})


def send(channel: str, *messages: Message) -> list[Receipt]:
    return asyncio.run(CHANNELS[channel].send(messages, now=NOON))


def states(receipts: list[Receipt]) -> list[str]:
    return [receipt.state for receipt in receipts]


@contextmanager
def another() -> Iterator[None]:
    """Be in another workspace, for what asks only which one it is."""
    token = _current.set("another")
    try:
        yield
    finally:
        _current.reset(token)
