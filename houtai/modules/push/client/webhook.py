"""Signed webhooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from houtai.core.workspaces.outside.posting import Post, Posting
from houtai.core.workspaces.outside.receipt import Receipt
from houtai.core.workspaces.outside.signing import name_of, signed
from houtai.modules.push.client.message import Message

MOST = 20_000
GONE = frozenset({410})


class Webhook:
    """A repeat has the same webhook-id, by which receivers drop it."""

    async def send(self, messages: Sequence[Message], *, now: datetime) -> list[Receipt]:
        def prepare(message: Message, origin: str) -> Post:
            body = message.to_json(most=MOST)
            headers = {
                "Content-Type": "application/json; charset=utf-8",
                "User-Agent": "Houtai",
                **signed(body, name=name_of(message.key), secret=message.address["secret"], now=now),
            }
            return Post(url=message.address["url"], headers=headers, body=body)

        return await Posting(prepare=prepare, now=now, dead=GONE).send(messages, address="url")
