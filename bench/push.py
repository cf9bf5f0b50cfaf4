"""Goal S6: web pushes encrypted and sent to a loopback service. `python -m bench.push [--quick]`.

The service only answers 201, in a process of its own, so that the sender's core is what is measured; that what is sent
can be opened is checked beforehand against a service that opens it. Beside it, in the same run: a loop over pywebpush
with a kept-alive session, as its documentation has it.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houtai.site.settings")
MANY, FEW, LOOPED = 30_000, 3_000, 1_000
TARGET, TIMES = 3_000, 5.0


def main() -> None:
    if "--receive" in sys.argv:
        asyncio.run(receive())
        return
    import django

    django.setup()
    rows = run(quick="--quick" in sys.argv)
    for row in rows:
        verdict = "holds" if row["holds"] else "FALLS SHORT"
        print(f"{row['goal']}  {row['what']:<52} {row['value']:>10,.1f} {row['unit']:<14} {row['target']:<9} {verdict}")
    sys.exit(0 if all(row["holds"] for row in rows) else 1)


def run(*, quick: bool = False) -> list[dict[str, Any]]:
    """One row for our sender, one beside pywebpush; the second's value is how many times faster ours is."""
    from django.test.utils import override_settings

    from houtai.core.workspaces.context import enter
    from houtai.core.workspaces.engine import folder_of

    with (
        tempfile.TemporaryDirectory() as home,
        receiver() as port,
        override_settings(HOME=Path(home), PUSH_ADMIT=[f"127.0.0.1:{port}"]),
        enter("bench"),
    ):
        folder_of("bench").mkdir(parents=True)
        check()
        messages = letters(FEW if quick else MANY, port)
        ours = rate(len(messages), lambda: send(messages))
        loop = rate(LOOPED, lambda: looped(messages[:LOOPED]))
    size = f"{len(messages):,} readers{', quick' if quick else ''}"
    return [
        row(f"web push, encrypted and sent, {size}", ours, "a core second", TARGET),
        row("the same beside a loop over pywebpush", ours / loop, "times", TIMES, peer="pywebpush", peer_value=loop),
    ]


def row(
    what: str, value: float, unit: str, target: float, *, peer: str = "", peer_value: float | None = None
) -> dict[str, Any]:
    ratio = value if peer else None
    told = {"goal": "S6", "what": what, "value": value, "unit": unit, "target": f">= {target:g}"}
    return {**told, "holds": value >= target, "peer": peer, "peer_value": peer_value, "ratio": ratio}


def rate(number: int, work: Callable[[], None]) -> float:
    """Messages for each second of this process's processor time: the receiver runs beside it."""
    began = time.process_time()
    work()
    return number / (time.process_time() - began)


def send(messages: Sequence[Any]) -> None:
    from houtai.modules.push.client import CHANNELS

    now = datetime.now(UTC)
    for start in range(0, len(messages), 2_000):
        receipts = asyncio.run(CHANNELS["webpush"].send(messages[start : start + 2_000], now=now))
        assert {receipt.state for receipt in receipts} == {"delivered"}, receipts[0]


def looped(messages: Sequence[Any]) -> None:
    import requests
    from py_vapid import Vapid02
    from pywebpush import webpush

    from houtai.modules.push.client import vapid

    session, key = requests.Session(), Vapid02(vapid().key)
    for message in messages:
        claims: dict[str, str | int] = {"sub": "mailto:bench@example.com"}
        text = message.to_json(most=3900).decode()
        webpush(dict(message.address), text, key, claims, ttl=3600, requests_session=session)


def letters(number: int, port: int, *, subscription: Callable[[str], dict[str, Any]] | None = None) -> list[Any]:
    from houtai.modules.push.client import Message
    from houtai.modules.push.sample.pushes import Browser

    def usual(name: str) -> dict[str, Any]:
        return Browser(seed="bench", name=name).subscription(endpoint=f"http://127.0.0.1:{port}/push/{name}")

    return [
        Message(
            key=f"bench.{n}",
            reader=n,
            address=(subscription or usual)(f"r{n}"),
            title="Tide tables go digital",
            body="The harbour office puts its tide tables on line, and everybody can read them.",
            url="https://news.example.com/a/1-tide-tables/?via=abcdefghijklmnopqrstuv",
            expires=datetime.now(UTC) + timedelta(hours=4),
            leave_url="https://news.example.com/push/leave/abcdefghijklmnopqrstuvwxyz/",
        )
        for n in range(number)
    ]


def check() -> None:
    """What is measured is right: a service that verifies and opens finds nothing to complain of."""
    from django.conf import settings

    from houtai.modules.push.sample import Sinks

    with Sinks() as sinks:
        settings.PUSH_ADMIT = [*settings.PUSH_ADMIT, *sinks.admit]
        send(letters(200, 0, subscription=sinks.subscription))
        assert (len(sinks.received), sinks.problems) == (200, [])


@contextmanager
def receiver() -> Iterator[int]:
    """The port of a service that counts and answers, in a process of its own."""
    command = [sys.executable, "-m", "bench.push", "--receive"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


async def receive() -> None:
    server = await asyncio.get_running_loop().create_server(Answering, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


class Answering(asyncio.Protocol):
    """As little of HTTP as the sender needs."""

    def connection_made(self, transport: Any) -> None:
        self.transport, self.came = transport, b""

    def data_received(self, data: bytes) -> None:
        self.came += data
        while (end := self.came.find(b"\r\n\r\n")) >= 0:
            head = self.came[:end].lower()
            size = int(head.partition(b"content-length: ")[2].split(b"\r\n", 1)[0])
            if len(self.came) < end + 4 + size:
                return
            self.came = self.came[end + 4 + size :]
            self.transport.write(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")


if __name__ == "__main__":
    main()
