"""Posts to webhooks, signed, to public machines alone."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from houtai.core.workspaces.outside.posting import Post, Posting
from houtai.core.workspaces.outside.receipt import Receipt
from houtai.core.workspaces.outside.signing import signed

GONE = frozenset({410})


@dataclass(frozen=True, kw_only=True)
class Letter:
    """key: the same for each try; address: "url" and "secret"."""

    key: str
    address: Mapping[str, str]
    body: bytes


def post(letters: Sequence[Letter], *, now: datetime) -> list[Receipt]:
    """One receipt for each, in the same order."""

    def prepare(letter: Letter, origin: str) -> Post:
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Houtai",
            **signed(letter.body, name=letter.key, secret=letter.address["secret"], now=now),
        }
        return Post(url=letter.address["url"], headers=headers, body=letter.body)

    return asyncio.run(Posting(prepare=prepare, now=now, dead=GONE).send(letters, address="url"))
