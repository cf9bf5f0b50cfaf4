"""Goal E1: events taken in over HTTP, durable before they are acknowledged. `bin/houtai bench events`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench import processes
from bench.desk_waits import part, signed_in, told, waits
from bench.killing import survive
from bench.processes import ROOT, Running, environment, free_port, scratch_home
from bench.rates import CONNECTIONS, EVENTS, Rates, load, rates
from bench.rows import Row

E1 = partial(Row, goal="E1")
NAMED = 100_000
PEERS = [
    ("checking", "the same server storing nothing", 0.65),
    ("bare", "the same server not even parsing", 0.65),
    ("inserts", "PostgreSQL", 10),
]


def run(*, quick: bool) -> list[Row]:
    with scratch_home() as home:
        found = rates(home, seconds=2 if quick else 4, turns=3 if quick else 7)
        rows = [*accepted(found), *at_half(home, rate=found.median("stored") / EVENTS / 2, seconds=8 if quick else 30)]
    with scratch_home() as home:
        return [*rows, *after_kills(home, kills=4 if quick else 20)]


def accepted(found: Rates) -> list[Row]:
    policy = "none" if os.environ.get("HOUTAI_INTAKE_FSYNC") == "0" else "fdatasync of every group before the 202"
    note = f"fsync: {policy}; batches of {EVENTS}, {CONNECTIONS} connections; {found.spread('stored')}; {crowd()}"
    stored = partial(E1, value=found.median("stored"), unit="events/s")
    rows = [stored(what="events accepted over HTTP", target=">= 100000", note=note)]
    for name, peer, target in PEERS:
        if name in found.turns:
            beside = {"peer": peer, "peer_value": found.median(name), "judged": "ratio", "note": found.spread(name)}
            rows.append(stored(what=f"beside {peer}", target=f">= {target}", **beside))
    return rows


def crowd() -> str:
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def at_half(home: Path, *, rate: float, seconds: int) -> list[Row]:
    """How soon a query sees an event while what the goal names comes in, and how soon the desk answers while half of
    the most does.
    """
    port, desk = free_port(), free_port()
    # What came in before must not be what is waited for now.
    processes.run(home, "writer", "--once")
    with (
        Running("houtai", "collector", "--port", str(port), home=home, port=port),
        Running("houtai", "writer", home=home),
        Running("houtai", "web", home=home, port=desk),
    ):
        client = signed_in(home, desk)
        waits(client, seconds=2)
        calm = waits(client, seconds=seconds / 2)
        named = min(rate, NAMED / EVENTS)
        with coming(port, seconds=seconds + 3, rate=named):
            seen = latencies(home, port, seconds=seconds)
        with coming(port, seconds=seconds + 3, rate=rate):
            busy = waits(client, seconds=seconds)
    return [
        E1(
            what=f"seen in queries, p99, while {named * EVENTS:,.0f} events/s come in",
            value=part(seen, 0.99),
            unit="s",
            target="<= 2",
            note=f"{len(seen)} probes",
        ),
        E1(
            what=f"desk pages, p95, while {rate * EVENTS:,.0f} events/s come in",
            value=p95(busy),
            unit="ms",
            target="<= 300",
            peer="without events",
            peer_value=p95(calm),
            note=f"p95 by page: {told(busy)}; without events: {told(calm)}; {crowd()}",
        ),
    ]


@contextmanager
def coming(port: int, *, seconds: int, rate: float) -> Iterator[None]:
    """While so many requests a second come in. The first two seconds of it are over."""
    readers = threading.Thread(target=load, args=[port], kwargs={"seconds": seconds, "rate": rate})
    readers.start()
    time.sleep(2)
    try:
        yield
    finally:
        readers.join()


def p95(found: dict[str, list[float]]) -> float:
    return part([wait for each in found.values() for wait in each], 0.95) * 1000


def latencies(home: Path, port: int, *, seconds: float) -> list[float]:
    """Seconds from sending a batch to the first query that holds it, asked by a process of its own."""
    command = [sys.executable, "-m", "bench.seen", str(port), str(seconds)]
    done = subprocess.run(command, cwd=ROOT, env=environment(home), check=True, stdout=subprocess.PIPE)
    found: list[float] = json.loads(done.stdout)
    return found


def after_kills(home: Path, *, kills: int) -> list[Row]:
    found = survive(home, kills=kills)
    note = f"{found['acknowledged']} acknowledged, {found['retries']} tries repeated, {kills} x kill -9"
    return [
        E1(what=f"batches {what} over kills", value=found[what], unit="batches", target="= 0", note=note)
        for what in ("lost", "doubled")
    ]
