"""The door at which events come in. It knows no server: `rsgi` and `asgi` bring it requests and carry its answers."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from functools import cache, lru_cache
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError

from houtai.core.events.agents import device_of, is_bot
from houtai.core.events.answers import (
    FOREIGN,
    METHOD,
    NEEDS_KEY,
    NOT_KEPT,
    NOWHERE,
    TAKEN,
    TOO_LARGE,
    TOO_MUCH,
    WRONG_KEY,
    Answer,
    Refusal,
    refusal,
)
from houtai.core.events.batch import MOST_BODY, Batch, Invalid, decode, record
from houtai.core.events.intake import Full, Group, Intake, NotKept
from houtai.core.events.models import digest
from houtai.core.events.segments import framed
from houtai.core.events.sites import Site, Sites

DAY = 86_400_000_000
# A name of a host has at most 253 characters. What is remembered must not be as long as a stranger likes.
LONGEST_HOST, LONGEST_HEADER = 260, 2000


class Headers(Protocol):
    """Request headers by lower-case name."""

    def get(self, name: str, /) -> Any: ...


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

    async def respond(self, method: str, host: str, headers: Headers, read: Callable[[], Awaitable[bytes]]) -> Answer:
        """Answer a request. read: gives the body, or at least as much of it as is too much."""
        if method == "POST":
            answer = TOO_LARGE if too_long(headers) else await self.take_soon(host, headers, await read())
        elif method == "OPTIONS":
            answer = await self.preflight(host, headers)
        else:
            answer = METHOD
        shared = self.allowed(host, headers)
        return answer.named(*shared) if shared else answer

    def take(self, host: str, headers: Headers, body: bytes) -> Answer:
        """Answer one POST. Blocks until the batch is durable: for code without an event loop."""
        for name in self.hosts(host, headers):
            self.sites.look_up(name)
        found = self.begin(host, headers, body)
        if isinstance(found, Answer):
            return found
        try:
            found.wait()
        except NotKept:
            return NOT_KEPT
        return TAKEN

    async def take_soon(self, host: str, headers: Headers, body: bytes) -> Answer:
        """The same in an event loop."""
        try:
            await self.look_up(host, headers)
        except DatabaseError:
            return NOT_KEPT
        found = self.begin(host, headers, body)
        if isinstance(found, Answer):
            return found
        try:
            await found.kept()
        except NotKept:
            return NOT_KEPT
        return TAKEN

    async def preflight(self, host: str, headers: Headers) -> Answer:
        try:
            await self.look_up(host, headers)
        except DatabaseError:
            return NOT_KEPT
        return Answer(204) if self.is_ours(self.sites.known(host), page_host(headers)) else FOREIGN

    async def look_up(self, host: str, headers: Headers) -> None:
        """Raises DatabaseError."""
        for name in self.hosts(host, headers):
            if self.sites.get(name) is None:
                await self.sites.find(name)

    def hosts(self, host: str, headers: Headers) -> tuple[str, ...]:
        """The host asked, and that of the page that asks."""
        page = page_host(headers)
        names = (host,) if page in (host, "") else (host, page)
        return tuple(name for name in names if len(name) <= LONGEST_HOST)

    def begin(self, host: str, headers: Headers, body: bytes) -> Answer | Group:
        """Check, and put into the intake: a refusal, or the group whose end decides."""
        if len(body) > MOST_BODY:
            return TOO_LARGE
        try:
            site = self.sites.known(host)
            if site.workspace is None:
                return NOWHERE
            simulated = self.admit(site, headers)
            return self.intake.put(framed(self.payload(site, headers, decode(body), simulated)))
        except Refusal as refused:
            return refused.answer
        except Invalid as error:
            return refusal(400, error.what, where=error.where)
        except Full:
            return TOO_MUCH

    def admit(self, site: Site, headers: Headers) -> bool | None:
        """Whether a key's events are simulated; None for a page of this workspace. Raises Refusal."""
        if said := headers.get("authorization"):
            scheme, _, token = said.partition(" ")
            simulated = site.keys.get(digest(token.strip())) if scheme.lower() == "bearer" else None
            if simulated is None:
                raise Refusal(WRONG_KEY)
            return simulated
        if not self.is_ours(site, page_host(headers)):
            raise Refusal(FOREIGN)
        return None

    def is_ours(self, site: Site, page: str) -> bool:
        if not page or site.workspace is None:
            return False
        return page == site.netloc or self.sites.known(page).workspace == site.workspace

    def payload(self, site: Site, headers: Headers, batch: Batch, simulated: bool | None) -> bytes:
        if simulated is None and (batch.reader or batch.agent or batch.absolute):
            raise Refusal(NEEDS_KEY)
        agent = ((batch.agent if simulated is not None else headers.get("user-agent")) or "")[:LONGEST_HEADER]
        return record(
            batch,
            workspace=site.workspace or "",
            host=site.host,
            received=self.clock(),
            device=device_of(agent),
            # A server speaks for readers without a browser of theirs, too.
            bot=is_bot(agent) if agent or simulated is None else False,
            simulated=bool(simulated),
            oldest=site.days * DAY,
        )

    def allowed(self, host: str, headers: Headers) -> tuple[tuple[str, str], ...]:
        """What lets a page of ours under another address, such as another port, read the answer."""
        origin = headers.get("origin")
        page = page_host(headers) if origin else ""
        if not origin or page == host or not self.is_ours(self.sites.known(host), page):
            return ()
        return (
            ("access-control-allow-origin", origin),
            ("access-control-allow-credentials", "true"),
            ("access-control-allow-methods", "POST"),
            ("access-control-allow-headers", "content-type"),
            ("access-control-max-age", "86400"),
            ("vary", "origin"),
        )


def page_host(headers: Headers) -> str:
    """Host and port of the page that sends, "" when it does not say."""
    return netloc((headers.get("origin") or headers.get("referer") or "")[:LONGEST_HEADER])


@lru_cache(10_000)
def netloc(address: str) -> str:
    try:
        return urlsplit(address).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def too_long(headers: Headers) -> bool:
    """Whether it says itself that it is too large, so that it need not be read."""
    said = headers.get("content-length") or "0"
    return said.isascii() and said.isdigit() and int(said[:20]) > MOST_BODY


@cache
def collector() -> Collector:
    """The collector of this process."""
    intake = Intake(
        settings.HOME / "intake",
        most_bytes=settings.INTAKE_BYTES,
        fsync=settings.INTAKE_FSYNC,
    )
    return Collector(intake)
