"""Many writers at one server: our own, or Hocuspocus with the same documents, driven by the same generator."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import articles, npm_environment
from bench.opened import memory, worker_of
from bench.processes import ROOT, Running, free_port, scratch_home

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, kw_only=True)
class Load:
    """rate: updates a second in all; cursors: moves of them a second in all; warm, seconds: not measured, measured."""

    rooms: int
    each: int
    rate: float
    cursors: float = 0
    warm: float = 6
    seconds: float = 25


@dataclass(frozen=True, kw_only=True)
class Measured:
    """told: what the generator said at its end; opened: seconds until all were in; cores: of the server; megabytes."""

    told: dict[str, Any]
    opened: float
    cores: float
    megabytes: float

    @property
    def p99(self) -> float:
        return float(self.told["arrivals"]["p99"])

    @property
    def wrong(self) -> int:
        """Updates that somebody did not get or that were not acknowledged, and articles not the same for all."""
        return int(self.told["lost"] + self.told["unacknowledged"] + self.told["unequal"] + self.told["closes"])

    def __str__(self) -> str:
        came, stored = self.told["arrivals"], self.told["acknowledgements"]
        return (
            f"median {came['p50']:.1f}, p95 {came['p95']:.1f}, p999 {came['p999']:.1f} ms of {came['count']:,} "
            f"arrivals, acknowledged p99 {stored['p99']:.1f} ms, {self.cores:.2f} cores, {self.megabytes:.0f} MB, "
            f"all in after {self.opened:.1f} s"
        )

    @property
    def generator(self) -> str:
        found = self.told["generator"]
        return (
            f"generator busy {found['busy']:.0%}, waiting for a core {found['waited']:.1%}, "
            f"its sends late p99 {found['late']['p99']:.1f} ms"
        )


def both(load: Load) -> dict[str, Measured]:
    """By server. Raises NoPeers."""
    npm_environment.folder()
    with scratch_home() as home:
        paragraphs = max(6, load.each // 3)
        desk = articles.desk(articles=load.rooms, people=20, paragraphs=paragraphs)
        articles.copy(desk, to=home / "hocuspocus.sqlite3")
        with ours(home) as (port, process):
            found = driven("houtai", load, desk, port, process)
        with hocuspocus(home) as (port, process):
            beside = driven("hocuspocus", load, desk, port, process)
    return {"houtai": found, "hocuspocus": beside}


@contextmanager
def ours(home: Path) -> Iterator[tuple[int, Path]]:
    port = free_port()
    with Running("houtai", "web", home=home, port=port) as server:
        yield port, worker_of(server.process.pid)


@contextmanager
def hocuspocus(home: Path) -> Iterator[tuple[int, Path]]:
    port = free_port()
    with node(ROOT / "bench" / "peers" / "hocuspocus.mjs", str(port), str(home / "hocuspocus.sqlite3")) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield port, Path("/proc") / str(process.pid)


@contextmanager
def node(script: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [str(npm_environment.NODE), str(script), *words]
    folder = npm_environment.folder()
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


def driven(wire: str, load: Load, desk: articles.Desk, port: int, server: Path) -> Measured:
    asked = {"wire": wire, "port": port, "rooms": desk.rooms, "cookies": desk.cookies, "each": load.each}
    asked |= {"rate": load.rate, "cursors": load.cursors, "warm": load.warm, "seconds": load.seconds}
    said: dict[str, Any] = {}
    used: list[float] = []
    with node(ROOT / "bench" / "writing" / "crowd.mjs", json.dumps(asked)) as process:
        for line in process.stdout or ():
            message = json.loads(line)
            said |= message
            if message.keys() & {"measuring", "measured"}:
                used.append(processor_seconds(server))
    return Measured(
        told=said["done"],
        opened=said["opened"],
        cores=(used[1] - used[0]) / load.seconds,
        megabytes=memory(server),
    )


def processor_seconds(process: Path) -> float:
    fields = (process / "stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
