"""Goal E1: events taken in over HTTP, durable before they are acknowledged. `bin/houtai bench events`."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from bench.inserts import NoPostgres, inserts_a_second
from bench.killing import survive
from bench.processes import ROOT, Running, environment, free_port, scratch_home
from bench.rows import Row

CONNECTIONS, EVENTS = 128, 10
PAGES = ("/desk/", "/desk/work/queues/", "/desk/work/decisions/", "/desk/collect/sources/", "/desk/events/")


def run(*, quick: bool) -> list[Row]:
    seconds = 2.0 if quick else 6.0
    with scratch_home() as home:
        stored, nothing, note = throughput(home, seconds=seconds, rounds=2 if quick else 4)
        rows = [
            Row(
                goal="E1",
                what="events accepted over HTTP",
                value=stored,
                unit="events/s",
                target=">= 100000",
                note=note,
            ),
            Row(
                goal="E1",
                what="of the same server storing nothing",
                value=stored,
                unit="events/s",
                target=">= 0.65",
                peer="storing nothing",
                peer_value=nothing,
                judged="ratio",
            ),
            *beside_postgres(stored, seconds=int(seconds) + 2),
            *at_half(home, rate=stored / EVENTS / 2, seconds=8 if quick else 30),
        ]
    with scratch_home() as home:
        return [*rows, *after_kills(home, kills=4 if quick else 20)]


def throughput(home: Path, *, seconds: float, rounds: int) -> tuple[float, float, str]:
    """Median events a second, stored and not, in turns; and how it was measured."""
    ports = free_port(), free_port()
    found: dict[int, list[float]] = {port: [] for port in ports}
    costs = []
    with (
        Running("houtai", "collector", "--port", str(ports[0]), home=home, port=ports[0]),
        Running("bench.nothing", str(ports[1]), home=home, port=ports[1]),
    ):
        for _round in range(rounds):
            for port in ports:
                told = load(port, seconds=seconds)
                found[port].append(told["answered"] * EVENTS / told["seconds"])
                costs.append(told["cpu"] / max(told["answered"], 1) * 1e6)
    policy = "none" if os.environ.get("HOUTAI_INTAKE_FSYNC") == "0" else "fdatasync of every group before the 202"
    cost = f"the generator takes {statistics.median(costs):.0f} µs a request"
    note = f"fsync: {policy}; batches of {EVENTS}, {CONNECTIONS} connections; {cost}"
    return statistics.median(found[ports[0]]), statistics.median(found[ports[1]]), note


def load(port: int, *, seconds: float, rate: float | None = None) -> dict[str, Any]:
    words = ["localhost", str(port), str(seconds), str(CONNECTIONS), *([str(rate)] if rate else [])]
    command = [sys.executable, "-m", "bench.load", *words]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def beside_postgres(stored: float, *, seconds: int) -> list[Row]:
    try:
        peer = inserts_a_second(seconds=seconds)
    except NoPostgres as error:
        print(error, file=sys.stderr)
        return []
    row = Row(
        goal="E1",
        what="beside one INSERT per event",
        value=stored,
        unit="events/s",
        target=">= 10",
        peer="PostgreSQL",
        peer_value=peer,
        judged="ratio",
    )
    return [row]


def at_half(home: Path, *, rate: float, seconds: int) -> list[Row]:
    """While half of the most comes in: how soon a query sees an event, and how soon the desk answers."""
    port, desk = free_port(), free_port()
    with (
        Running("houtai", "collector", "--port", str(port), home=home, port=port),
        Running("houtai", "writer", home=home),
        Running("houtai", "web", home=home, port=desk),
    ):
        client = signed_in(home, desk)
        pages(client)
        crowd = threading.Thread(target=load, args=[port], kwargs={"seconds": 2 * seconds + 4, "rate": rate})
        crowd.start()
        time.sleep(2)
        seen = latencies(home, port, seconds=seconds)
        until, waits = time.monotonic() + seconds, []
        while time.monotonic() < until:
            waits += pages(client)
        crowd.join()
    what = f"desk pages p95 while {rate * EVENTS:,.0f} events/s come in"
    return [
        Row(
            goal="E1",
            what="seen in queries, p99",
            value=part(seen, 0.99),
            unit="s",
            target="<= 2",
            note=f"{len(seen)} probes",
        ),
        Row(
            goal="E1", what=what, value=part(waits, 0.95) * 1000, unit="ms", target="<= 300", note=f"{len(waits)} pages"
        ),
    ]


def latencies(home: Path, port: int, *, seconds: float) -> list[float]:
    """Seconds from sending a batch to the first query that holds it, asked by a process of its own."""
    command = [sys.executable, "-m", "bench.seen", str(port), str(seconds)]
    done = subprocess.run(command, cwd=ROOT, env=environment(home), check=True, stdout=subprocess.PIPE)
    told: list[float] = json.loads(done.stdout)
    return told


def signed_in(home: Path, port: int) -> httpx.Client:
    client = httpx.Client(base_url=f"http://localhost:{port}", timeout=30, follow_redirects=True, trust_env=False)
    email, password = (home / "demo-sign-in").read_text("utf-8").split()[:2]
    token = client.get("/account/login/").text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    form = {"login": email, "password": password, "csrfmiddlewaretoken": token}
    answer = client.post("/account/login/", data=form, headers={"Referer": str(client.base_url)})
    assert answer.url.path.startswith("/desk/"), answer.url
    return client


def pages(client: httpx.Client) -> list[float]:
    waits = []
    for page in PAGES:
        began = time.monotonic()
        assert client.get(page).status_code == 200, page
        waits.append(time.monotonic() - began)
    return waits


def part(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def after_kills(home: Path, *, kills: int) -> list[Row]:
    told = survive(home, kills=kills)
    note = f"{told['acknowledged']} acknowledged, {told['retries']} tries repeated, {kills} x kill -9"
    return [
        Row(goal="E1", what=f"batches {what} over kills", value=told[what], unit="batches", target="= 0", note=note)
        for what in ("lost", "doubled")
    ]
