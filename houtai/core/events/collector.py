"""The door at which events come in. It knows no server: `rsgi` and `asgi` bring it requests and carry its answers."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from functools import cache

from django.conf import settings
from django.db import DatabaseError

from houtai.core.events.answers import FOREIGN, METHOD, NEEDS_KEY, NOT_KEPT, TAKEN, TOO_LARGE, TOO_MUCH, Answer, refusal
from houtai.core.events.batch import MOST_BODY, Invalid, check, decode
from houtai.core.events.intake import Full, Group, Intake, NotKept
from houtai.core.events.segments import framed
from houtai.core.events.senders import Asked, Headers, Sender, Senders
from houtai.core.events.sites import Sites

DAY = 86_400_000_000


class Collector:
    """sites: what is known of hosts; clock: µs since 1970 in UTC."""

    def __init__(
        self,
        intake: Intake,
        *,
        sites: Sites | None = None,
        clock: Callable[[], int] = lambda: time.time_ns() // 1000,
    ) -> None:
        self.intake, self.sites, self.clock = intake, sites or Sites(), clock
        self.senders = Senders(self.sites)

    async def respond(self, method: str, host: str, headers: Headers, read: Callable[[], Awaitable[bytes]]) -> Answer:
        """Answer a request. read: gives the body, or at least as much of it as is too much."""
        if method not in {"POST", "OPTIONS"}:
            return METHOD
        asked = Asked.by(host, headers)
        body = await read() if method == "POST" and not too_long(headers) else None
        try:
            sender = self.senders.get(asked) or await self.meet(asked)
        except DatabaseError:
            return NOT_KEPT
        if method == "OPTIONS":
            return (FOREIGN if sender.refused else Answer(204)).named(*sender.shared)
        found = TOO_LARGE if body is None else self.begin(sender, body)
        if isinstance(found, Answer):
            return found.named(*sender.shared)
        try:
            await found.kept()
        except NotKept:
            return NOT_KEPT.named(*sender.shared)
        return sender.taken

    async def meet(self, asked: Asked) -> Sender:
        """Raises DatabaseError."""
        for name in asked.hosts():
            if self.sites.get(name) is None:
                await self.sites.find(name)
        return self.senders.meet(asked)

    def take(self, host: str, headers: Headers, body: bytes) -> Answer:
        """Answer one POST. Blocks until the batch is durable: for code without an event loop."""
        asked = Asked.by(host, headers)
        for name in asked.hosts():
            self.sites.look_up(name)
        found = self.begin(self.senders.meet(asked), body)
        if isinstance(found, Answer):
            return found
        try:
            found.wait()
        except NotKept:
            return NOT_KEPT
        return TAKEN

    def begin(self, sender: Sender, body: bytes) -> Answer | Group:
        """Check, and put into the intake: a refusal, or the group whose end decides."""
        if len(body) > MOST_BODY:
            return TOO_LARGE
        if sender.refused:
            return sender.refused
        try:
            received, batch = self.clock(), decode(body)
            if sender.simulated is None and (batch.reader or batch.agent or batch.absolute):
                return NEEDS_KEY
            check(batch, received=received, oldest=sender.site.days * DAY)
            return self.intake.put(framed(sender.cover % received, body))
        except Invalid as error:
            return refusal(400, error.what, where=error.where)
        except Full:
            return TOO_MUCH


def too_long(headers: Headers) -> bool:
    """Whether it says itself that it is too large, so that it need not be read."""
    said = headers.get("content-length") or "0"
    # As text first: most are short, and a stranger's number may be as long as he likes.
    return len(said) > 5 and said.isascii() and said.isdigit() and int(said[:20]) > MOST_BODY


@cache
def collector() -> Collector:
    """The collector of this process."""
    intake = Intake(
        settings.HOME / "intake",
        most_bytes=settings.INTAKE_BYTES,
        fsync=settings.INTAKE_FSYNC,
    )
    return Collector(intake)
