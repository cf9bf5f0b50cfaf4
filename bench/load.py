"""A cheap load generator: keep-alive connections, one request in flight on each, requests built beforehand.

It runs as a process of its own: `python -m bench.load HOST PORT SECONDS CONNECTIONS`, and prints its sums as JSON.
"""

from __future__ import annotations

import json
import os
import secrets
import select
import socket
import sys
import time
from dataclasses import dataclass, field

TEMPLATE_EVENTS = ("view", "show", "show", "show", "read", "read", "click", "read", "share", "read")
ID = 22
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"


Link = tuple[socket.socket, int, bytearray]


@dataclass
class Load:
    """What came of it. waits: seconds from sending a request to its answer; rate: requests a second, None for all."""

    host: str
    port: int
    events: int = 10
    answered: int = 0
    refused: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    waits: list[float] = field(default_factory=list)

    def requests(self, count: int) -> list[bytearray]:
        return [request(self.host, self.port, events=self.events) for _number in range(count)]

    def run(self, *, seconds: float, connections: int, rate: float | None = None) -> None:
        sockets: dict[int, Link] = {}
        poll = select.epoll()
        built = self.requests(connections)
        places = [(one.index(b'"id":"') + 6, one) for one in built]
        for place in places:
            link = socket.create_connection((self.host, self.port))
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sockets[link.fileno()] = (link, *place)
            poll.register(link.fileno(), select.EPOLLIN)
        self.drive(sockets, poll, seconds, rate)
        for link, _at, _request in sockets.values():
            link.close()

    def drive(self, sockets: dict[int, Link], poll: select.epoll, seconds: float, rate: float | None) -> None:
        prefix = secrets.token_hex(5).encode()
        number = 0
        sent: dict[int, float] = {}
        clock, began, cpu = time.perf_counter, time.perf_counter(), time.process_time()
        until = began + seconds
        idle = list(sockets)
        now = began
        while now < until:
            allowed = len(idle) if rate is None else min(len(idle), int((now - began) * rate) - number)
            for _turn in range(max(allowed, 0)):
                handle = idle.pop()
                link, at, data = sockets[handle]
                data[at : at + ID] = prefix + b"%012d" % number
                number += 1
                sent[handle] = now
                link.send(data)
            ready = poll.poll(0.001 if idle else 0.05)
            now = clock()
            for handle, _event in ready:
                if sockets[handle][0].recv(4096).startswith(b"HTTP/1.1 202"):
                    self.answered += 1
                else:
                    self.refused += 1
                self.waits.append(now - sent.pop(handle))
                idle.append(handle)
        self.seconds, self.cpu = now - began, time.process_time() - cpu


def request(host: str, port: int, *, events: int = 10, now: int | None = None) -> bytearray:
    """A POST as a browser sends it, with a visitor of its own; the 22 characters after `"id":"` are to be replaced."""
    at = int(time.time() * 1000) if now is None else now
    lines = [
        {"name": TEMPLATE_EVENTS[n % 10], "at": at - 50 * (events - n), "subject": f"content.article:{n}"}
        | {"path": f"/a/{n}/", "value": 5.0}
        for n in range(events)
    ]  # fmt: skip
    body = {"v": 1, "id": "0" * ID, "visitor": secrets.token_urlsafe(16), "sent": at, "events": lines}
    data = json.dumps(body, separators=(",", ":")).encode()
    head = (
        f"POST /e/ HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n"
        f"User-Agent: {BROWSER}\r\n"
        f"Content-Type: text/plain;charset=UTF-8\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    return bytearray(head.encode() + data)


def main(arguments: list[str]) -> None:
    host, port, seconds, connections = arguments[:4]
    load = Load(host, int(port))
    load.run(seconds=float(seconds), connections=int(connections), rate=float(arguments[4]) if arguments[4:] else None)
    waits = sorted(load.waits) or [0.0]
    print(
        json.dumps(
            {
                "answered": load.answered,
                "refused": load.refused,
                "seconds": load.seconds,
                "cpu": load.cpu,
                "p50_ms": waits[len(waits) // 2] * 1000,
                "p99_ms": waits[int(len(waits) * 0.99)] * 1000,
                "pid": os.getpid(),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
