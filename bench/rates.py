"""How many events a second: stored, by a server that stores nothing, by an INSERT each; in short turns, one by one."""

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


@dataclass
class Rates:
    """turns: events a second, by "stored", "nothing" and, where there is PostgreSQL, "inserts"."""

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
    stored, nothing = free_port(), free_port()
    with ExitStack() as stack:
        stack.enter_context(Running("houtai", "collector", "--port", str(stored), home=home, port=stored))
        stack.enter_context(Running("bench.nothing", str(nothing), home=home, port=nothing))
        running: dict[str, Measure] = {"stored": partial(accepted, stored), "nothing": partial(accepted, nothing)}
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
