"""How many events a second: stored, by servers that store nothing, by an INSERT each; in short turns, one by one."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench.inserts import NoPostgres, cluster
from bench.processes import ROOT, Running, free_port
from houtai.core.events.management.commands.collector import BEHIND_PAGES

CONNECTIONS, EVENTS = 256, 10
Measure = Callable[[float], float]
SERVERS = {
    "stored": ["houtai", "collector", "--port"],
    "checking": ["bench.nothing", "checking"],
    "bare": ["bench.nothing", "bare"],
}


@dataclass
class Rates:
    """turns: events a second, by name of a server, and "inserts" where there is PostgreSQL."""

    turns: dict[str, list[float]] = field(default_factory=dict)

    def median(self, name: str) -> float:
        return statistics.median(self.turns[name])

    def spread(self, name: str) -> str:
        each = ", ".join(f"{rate / 1000:.4g}" for rate in self.turns[name])
        return f"turns in thousands: {each}"


def rates(home: Path, *, seconds: float, turns: int) -> Rates:
    found = Rates()
    with measures(home) as running:
        for measure in running.values():
            measure(1.0)  # The first second warms up.
        for _turn in range(turns):
            for name, measure in running.items():
                found.turns.setdefault(name, []).append(measure(seconds))
    return found


@contextmanager
def measures(home: Path) -> Iterator[dict[str, Measure]]:
    """All run at once, and idle while another has its turn."""
    running: dict[str, Measure] = {}
    with ExitStack() as stack:
        for name, words in SERVERS.items():
            port = free_port()
            stack.enter_context(Running(*words, str(port), home=home, port=port))
            running[name] = partial(accepted, port)
        try:
            postgres = stack.enter_context(cluster())
            running["inserts"] = lambda seconds: postgres.inserts_a_second(seconds=seconds)
        except NoPostgres as error:
            print(error, file=sys.stderr)
        yield running


def accepted(port: int, seconds: float) -> float:
    told = load(port, seconds=seconds)
    return float(told["answered"] * EVENTS / told["seconds"])


def load(port: int, *, seconds: float, rate: float | None = None) -> dict[str, Any]:
    """What bench.load told. It runs behind pages as the collector does: a site's readers have machines of their own."""
    words = ["localhost", str(port), str(seconds), str(CONNECTIONS), *([str(rate)] if rate else [])]
    command = [sys.executable, "-m", "bench.load", *words]
    behind = partial(os.nice, BEHIND_PAGES)
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, preexec_fn=behind)
    told: dict[str, Any] = json.loads(done.stdout)
    return told
