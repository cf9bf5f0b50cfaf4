"""Posts many requests at once to many machines, so that a slow one holds up only its own."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import certifi

from houtai.core.workspaces.outside.guard import NotAdmitted, origin_of
from houtai.core.workspaces.outside.receipt import Posted, Receipt, State

if TYPE_CHECKING:
    import aiohttp

SECONDS = 10.0
AT_ONCE, AT_ONE_MACHINE = 128, 32
FAULTS = 8
READ_AT_MOST = 4096
LONGEST_WAIT = 7 * 86_400
DELIVERED = frozenset({200, 201, 202, 204})
log = logging.getLogger("houtai.outside")


@dataclass(frozen=True, kw_only=True)
class Post:
    """One request that is ready to go."""

    url: str
    headers: dict[str, str]
    body: bytes


Prepare = Callable[[Any, str], Post]


@dataclass
class Machine:
    """What one origin still gets, and how often in a row it did not answer at all."""

    waiting: list[tuple[int, Posted]]
    faults: int = 0

    def taken(self) -> Iterator[tuple[int, Posted]]:
        while self.waiting:
            yield self.waiting.pop()


class Posting:
    """One round of posting. dead: statuses that mean that the address is gone; seconds: for one whole answer.

    `prepare(message, origin)` makes the request; a ValueError or KeyError of it fails that message alone.
    """

    def __init__(self, *, prepare: Prepare, now: datetime, dead: frozenset[int], seconds: float = SECONDS) -> None:
        self.prepare, self.now, self.dead, self.seconds = prepare, now, dead, seconds
        self.receipts: dict[int, Receipt] = {}

    async def send(self, messages: Sequence[Posted], *, address: str) -> list[Receipt]:
        """One receipt for each message. address: which part of a message's address holds the web address."""
        machines = self.by_machine(messages, address)
        self.free = asyncio.Semaphore(AT_ONCE)
        async with session() as self.session, asyncio.TaskGroup() as group:
            for origin, machine in machines.items():
                for _ in range(min(AT_ONE_MACHINE, len(machine.waiting))):
                    group.create_task(self.serve(origin, machine))
        return [self.receipts[number] for number in range(len(messages))]

    def by_machine(self, messages: Sequence[Posted], address: str) -> dict[str, Machine]:
        machines: defaultdict[str, Machine] = defaultdict(lambda: Machine(waiting=[]))
        for number, message in enumerate(messages):
            try:
                machines[origin_of(str(message.address.get(address, "")))].waiting.append((number, message))
            except NotAdmitted as error:
                self.receipts[number] = Receipt(key=message.key, state="failed", error=str(error))
        return machines

    async def serve(self, origin: str, machine: Machine) -> None:
        for number, message in machine.taken():
            if machine.faults >= FAULTS:
                self.receipts[number] = Receipt(key=message.key, state="retry", error="the server does not answer")
                continue
            try:
                ready = self.prepare(message, origin)
            except (KeyError, ValueError) as error:
                self.receipts[number] = Receipt(key=message.key, state="dead", error=f"unusable address: {error}"[:200])
                continue
            async with self.free:
                self.receipts[number] = await self.post(message.key, ready, machine)

    async def post(self, key: str, ready: Post, machine: Machine) -> Receipt:
        import aiohttp

        try:
            async with (
                asyncio.timeout(self.seconds),
                self.session.post(ready.url, data=ready.body, headers=ready.headers, allow_redirects=False) as answer,
            ):
                machine.faults = 0
                return self.receipt(key, answer, await answer.content.read(READ_AT_MOST))
        except Exception as error:
            # One answer that nobody foresaw must not stop the requests to all other machines.
            if not isinstance(error, aiohttp.ClientError | OSError | TimeoutError | ValueError):
                log.exception("The request to %s broke.", origin_of(ready.url))
            machine.faults += 1
            return Receipt(key=key, state="retry", error=f"{type(error).__name__}: {error}".rstrip(": ")[:200])

    def receipt(self, key: str, answer: aiohttp.ClientResponse, said: bytes) -> Receipt:
        status, told = answer.status, said.decode(errors="replace")
        if status in DELIVERED:
            return Receipt(key=key, state="delivered", status=status, answer=told)
        state: State = "failed"
        if status in self.dead:
            state = "dead"
        elif status in (408, 425, 429) or status >= 500:
            state = "retry"
        after = wait(answer, now=self.now)
        return Receipt(key=key, state=state, error=f"answered {status}", after=after, status=status, answer=told)


def session() -> aiohttp.ClientSession:
    """For one round: kept-alive connections within it, no cookies, no proxy, no unpacking."""
    import aiohttp  # It loads slowly, and a start need not wait for it.

    from houtai.core.workspaces.outside.resolving import PublicOnly

    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, resolver=PublicOnly(), ssl=trust(), use_dns_cache=True),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(),
        auto_decompress=False,
        trust_env=False,
    )


@cache
def trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


def wait(answer: aiohttp.ClientResponse, *, now: datetime) -> float | None:
    """Seconds that Retry-After asks for, as a number or a date, at most 7 days."""
    header = answer.headers.get("Retry-After", "").strip()
    if header.isascii() and header.isdigit():
        return float(min(int(header[:9]), LONGEST_WAIT))
    try:
        date = parsedate_to_datetime(header)
    except (ValueError, TypeError, OverflowError):
        return None
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, min((aware - now).total_seconds(), float(LONGEST_WAIT)))
