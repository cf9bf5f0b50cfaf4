"""Sends parcels to a collector of the day's own, a real process on loopback, and counts the answers."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import aiohttp

from houtai.site.day.front.visits import Parcel

AT_ONCE = 32
CHUNK = 1000
STARTS_WITHIN_SECONDS = 60.0


class CollectorSilent(RuntimeError):
    """The collector does not answer, though it was started again."""


class WrongAnswer(RuntimeError):
    """The collector took what it should refuse, or refused what it should take."""


class Post:
    """host: as readers' browsers name it; token: of a key whose events are simulated; again: told how many events were
    sent once more because nobody knows whether they were taken.
    """

    def __init__(self, *, host: str, token: str, again: Callable[[int], None]) -> None:
        self.host, self.token, self.again = host, token, again
        self.process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self.pipe = os.pipe()
        self.starting = threading.Lock()

    def send(self, parcels: Iterable[Parcel]) -> Counter[str]:
        """Returns events by what became of them: counted, bot, duplicate (as they were meant) and refused."""
        sums: Counter[str] = Counter()
        for chunk in chunks(parcels):
            self.alive()
            sums.update(asyncio.run(self.post(chunk)))
        return sums

    async def post(self, parcels: list[Parcel]) -> Counter[str]:
        sums: Counter[str] = Counter()
        waiting = iter(parcels)
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=30)) as session:

            async def work() -> None:
                for parcel in waiting:
                    sums[await self.deliver(session, parcel)] += parcel.events

            await asyncio.gather(*(work() for _number in range(AT_ONCE)))
        return sums

    async def deliver(self, session: aiohttp.ClientSession, parcel: Parcel) -> str:
        """Sends until there is an answer: with the same id, a repeat is counted once."""
        headers = {"Host": self.host, "Authorization": f"Bearer {self.token}"}
        for _try in range(50):
            try:
                url = f"http://127.0.0.1:{self.port}/e/"
                async with session.post(url, data=parcel.body, headers=headers) as answer:
                    if answer.status not in (429, 503):
                        return fate_of(parcel, answer.status, await answer.text())
                    await asyncio.sleep(min(1.0, float(answer.headers.get("Retry-After", "1"))))
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.to_thread(self.alive)
            self.again(parcel.events)
        raise CollectorSilent("the collector does not take a batch, however often it is sent")

    def alive(self) -> None:
        """Start the collector, or start it again when somebody killed it."""
        with self.starting:
            if self.process is None or self.process.poll() is not None or not answers(self.port):
                self.start()

    def start(self) -> None:
        """One that is killed while it starts is started again."""
        self.begin()
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not answers(self.port):
            status = self.process.poll() if self.process else 0
            if time.monotonic() > until or (status or 0) > 0:
                raise CollectorSilent("the collector does not start; its own lines say why")
            if status is not None:
                self.begin()
            time.sleep(0.05)

    def begin(self) -> None:
        self.end()
        self.port = free_port()
        words = ["collector", "--bind", "127.0.0.1", "--port", str(self.port)]
        command = [sys.executable, "-P", "-m", "houtai.site.tether", str(self.pipe[0]), *words, "--skip-checks"]
        # Its lines go where ours of progress go, so that the books stay the only thing said on the other way.
        self.process = subprocess.Popen(command, pass_fds=[self.pipe[0]], stdout=2, start_new_session=True)

    def end(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, 9)
            self.process.wait()
            self.process = None


@contextmanager
def posting(*, host: str, token: str, again: Callable[[int], None]) -> Iterator[Post]:
    post = Post(host=host, token=token, again=again)
    try:
        yield post
    finally:
        post.end()
        for descriptor in post.pipe:
            os.close(descriptor)


def fate_of(parcel: Parcel, status: int, text: str) -> str:
    if (status == 202) == (parcel.fate == "refused"):
        raise WrongAnswer(f"{status} for a batch that was to be {parcel.fate}: {text[:300]}")
    return parcel.fate


def chunks(parcels: Iterable[Parcel]) -> Iterator[list[Parcel]]:
    chunk: list[Parcel] = []
    for parcel in parcels:
        chunk.append(parcel)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
