"""Where played readers are reached: loopback services that check what real ones check."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from houtai.core.workspaces.context import current
from houtai.modules.push.sample import Sinks


class Doors:
    """Gives each reader, by their place in the crowd, the address of a channel."""

    def __init__(self, *, seed: str, keep: Path, clock: Path, port: int = 0, smtp_port: int = 0) -> None:
        """keep: a file for what was received; clock: one for the played time, which outlives a crash as well."""
        self.clock = clock
        told = clock.read_text("utf-8") if clock.exists() else ""
        self.now = datetime.fromisoformat(told) if told else datetime.now(tz=UTC)
        self.sinks = Sinks(port=port, smtp_port=smtp_port, seed=seed, clock=lambda: self.now, keep=keep)

    def turn(self, at: datetime) -> None:
        """Let it be that time: what is brought from now on is judged by it, also after a crash."""
        draft = self.clock.with_suffix(".draft")
        draft.write_text(at.isoformat(), "utf-8")
        draft.replace(self.clock)
        self.now = at

    def address(self, channel: str, place: int) -> tuple[dict[str, Any], str]:
        """The address's value, and the digest of what identifies it."""
        value = {"webpush": self.sinks.subscription, "email": self.sinks.mailbox, "webhook": self.sinks.hook}[channel](
            f"reader{place}"
        )
        return value, sha256((value.get("endpoint") or value.get("email") or value["url"]).encode()).hexdigest()

    def arrived(self, push: Any) -> dict[int, str]:
        """Place of a reader to the address in the message that came through their door."""
        keys = {f"{current()}.{key}" for key in push.deliveries.values_list("pk", flat=True)}
        return {place_of(one.address): one.url for one in self.sinks.received if one.key in keys}


def place_of(address: str) -> int:
    """Whose door it is: the place in the crowd."""
    return int(address.split("@", maxsplit=1)[0].removeprefix("reader"))
