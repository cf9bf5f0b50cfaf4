"""What the services took, what was wrong with what they got, and how they were told to behave."""

from __future__ import annotations

import json
import os
import threading
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Received:
    """One message as a reader would see it. address: name of the subscription, mailbox or webhook; leave: a link."""

    channel: str
    key: str
    title: str
    body: str
    url: str
    address: str
    leave: str = ""


@dataclass
class Books:
    """repeats: how often each (channel, address, key) came after the first time; tries: requests, good and bad;
    keep: a file that remembers what was received before this process was killed.
    """

    received: list[Received] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    repeats: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    tries: int = 0
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    behaviour: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    keep: Path | None = None

    def __post_init__(self) -> None:
        """What a crash cut short was never acknowledged."""
        kept = self.keep.read_bytes() if self.keep and self.keep.exists() else b""
        whole, _newline, torn = kept.rpartition(b"\n")
        if self.keep and torn:
            self.keep.write_bytes(whole + b"\n" if whole else b"")
        for line in whole.splitlines():
            self.note(Received(**json.loads(line)))
        self.kept = os.open(self.keep, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600) if self.keep else -1

    def close(self) -> None:
        if self.kept >= 0:
            os.close(self.kept)
            self.kept = -1

    def take(self, channel: str, address: str, told: dict[str, Any]) -> None:
        """Write it down. A repeat is counted and replaces nothing."""
        text = {name: str(told.get(name, "")) for name in ("key", "title", "body", "url", "leave")}
        one = Received(channel=channel, address=address, **text)
        with self.lock:
            if self.kept >= 0:
                # Before it is acknowledged, as a real service would.
                os.write(self.kept, json.dumps(asdict(one)).encode() + b"\n")
            self.note(one)

    def note(self, one: Received) -> None:
        place = (one.channel, one.address, one.key)
        if place in self.seen:
            self.repeats[place] += 1
        else:
            self.seen.add(place)
            self.received.append(one)

    def complain(self, text: str) -> None:
        with self.lock:
            self.problems.append(text)

    def manner(self, name: str) -> str:
        """How the address of this name, or every one ("*"), is to behave; "" is well."""
        return self.behaviour.get(name, self.behaviour.get("*", ""))
