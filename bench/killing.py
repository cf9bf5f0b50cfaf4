"""The collector killed again and again under load: what it acknowledged is stored, and nothing twice."""

from __future__ import annotations

import random
import signal
import socket
import threading
import time
from collections import Counter
from pathlib import Path

from bench.load import ID, request
from bench.processes import Running, free_port, run
from houtai.core.events.log import events
from houtai.core.events.schema import visitor_of
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.registry import default_workspace

CLIENTS, EVENTS = 6, 10


class Client(threading.Thread):
    """Sends batch after batch, each under its id until it is acknowledged."""

    def __init__(self, number: int, port: int, stop: threading.Event) -> None:
        super().__init__()
        self.number, self.port, self.stop = number, port, stop
        self.acknowledged: list[int] = []
        self.retries = 0

    def run(self) -> None:
        data = request("localhost", self.port, events=EVENTS)
        at = data.index(b'"id":"') + 6
        seen = data.index(b'"visitor":"') + 11
        visitor = data[seen : seen + ID].decode()
        number, link = 0, None
        while not self.stop.is_set():
            name = f"{self.number:02d}-{number:019d}"
            data[at : at + ID] = name.encode()
            try:
                link = link or socket.create_connection(("127.0.0.1", self.port), timeout=10)
                link.sendall(data)
                taken = link.recv(4096).startswith(b"HTTP/1.1 202")
            except OSError:
                taken, link = False, None
            if taken:
                self.acknowledged.append(visitor_of(f"{visitor}:{name}"))
                number += 1
            else:
                self.retries += 1
                link = None
                time.sleep(0.02)


def survive(home: Path, *, kills: int, seed: int = 7) -> dict[str, int]:
    """Batches acknowledged, lost and doubled, and how often one was sent again."""
    port, stop, chance = free_port(), threading.Event(), random.Random(seed)
    clients = [Client(number, port, stop) for number in range(CLIENTS)]
    server = Running("houtai", "collector", "--port", str(port), home=home, port=port)
    for client in clients:
        client.start()
    for _kill in range(kills):
        time.sleep(chance.uniform(0.2, 1.0))
        server.end(signal.SIGKILL)
        server = Running("houtai", "collector", "--port", str(port), home=home, port=port)
    stop.set()
    for client in clients:
        client.join()
    server.end()
    run(home, "writer", "--once")
    return {**compared(clients), "retries": sum(client.retries for client in clients)}


def compared(clients: list[Client]) -> dict[str, int]:
    wanted = [batch for client in clients for batch in client.acknowledged]
    with enter(default_workspace() or ""):
        table = events()
        rows = table.group_by("batch").aggregate(rows=lambda found: found.count()).to_pyarrow().to_pydict()
    found = Counter(dict(zip(rows["batch"], rows["rows"], strict=True)))
    return {
        "acknowledged": len(wanted),
        "lost": sum(found[batch] != EVENTS for batch in wanted if found[batch] < EVENTS),
        "doubled": sum(count > EVENTS for count in found.values()),
    }
