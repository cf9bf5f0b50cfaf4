"""What every channel takes and gives back."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from houtai.core.workspaces.outside.receipt import Receipt


@dataclass(frozen=True, kw_only=True)
class Message:
    """One push for one reader on one channel.

    key: the same for each try, so that a repeat is recognised; address: `Address.value`; url, image, leave_url: whole
    addresses; list_unsubscribe: where one POST opts out (RFC 8058), usually leave_url; priority: 0 to 9; language: the
    reader's, as a browser names it, or "" where it is not known; site: the name of who writes; icon: its whole address.
    """

    key: str
    reader: int
    address: Mapping[str, Any]
    title: str
    body: str
    url: str
    image: str = ""
    expires: datetime
    leave_url: str = ""
    list_unsubscribe: str = ""
    priority: int = 5
    language: str = ""
    site: str = ""
    icon: str = ""

    def shown(self) -> dict[str, str]:
        """What the receiving side is told, without what is empty."""
        told = {
            "key": self.key,
            "title": self.title,
            "body": self.body,
            "url": self.url,
            "image": self.image,
            "leave": self.leave_url,
            "site": self.site,
            "icon": self.icon,
        }
        return {name: value for name, value in told.items() if value}

    def to_json(self, *, most: int) -> bytes:
        """As JSON of at most so many bytes: the pictures go first, then the end of the text, then the title's."""
        told = self.shown()
        for name in ("icon", "image", "body", "title"):
            if len(text := compact(told)) <= most:
                return text
            told[name] = "" if name in ("icon", "image") else cut(told, name, most=most)
        return compact(told)


class Channel(Protocol):
    """One way to reach readers."""

    async def send(self, messages: Sequence[Message], *, now: datetime) -> list[Receipt]:
        """One receipt for each message, in the same order. Never raises for what the other side does."""


def compact(told: dict[str, str]) -> bytes:
    kept = {name: value for name, value in told.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def cut(told: dict[str, str], name: str, *, most: int) -> str:
    """As much of this text's beginning as fits, with an ellipsis."""
    text = told.get(name, "")
    kept = bisect_right(range(len(text)), most, key=lambda end: len(compact({**told, name: f"{text[:end]}…"})))
    return f"{text[: kept - 1]}…" if kept > 1 else ""
