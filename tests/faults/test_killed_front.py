"""A small day with readers, killed again and again, ends with the books of one that was left alone."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from houtai.site.day.front.post import answers
from tests.faults.conftest import Kennel
from tests.faults.played import DAY, Day, salted, same

pytestmark = pytest.mark.long

FRONT = [*DAY, "--readers=150", "--half-hours=6", "--entries=6"]
KILLS, SEED = 8, 5
LATE = (0.0, 0.02, 0.1, 0.5)
COLLECTOR = b"houtai.site.tether"
kept: dict[str, Any] = {}


@pytest.fixture
def alone(kennel: Any) -> Day:
    """Played once for all tests of this file."""
    if not kept:
        place = salted(kennel("alone"))
        ended = place.run(*FRONT)
        kept.update(day=Day.of(place, ended), statements=ended.statements)
    day: Day = kept["day"]
    return day


def kill(struck: Kennel, *, kills: int, total: int) -> None:
    """At random moments: some while it starts, some long after."""
    chance = random.Random(SEED)
    weights = [chance.random() ** 3 for _kill in range(kills)]
    for weight in weights:
        # Most of the time goes by between statements: at the collector, the log and the doors.
        late = chance.choice(LATE) * chance.random()
        ended = struck.run(*FRONT, fatal=round(0.9 * total * weight / sum(weights)) + 1, late=late)
        assert ended.status == -9, ended.err


@pytest.mark.once("as the next test")
def test_readers_pushes_and_clicks_survive_kills(kennel, alone):
    struck = salted(kennel("struck"))
    kill(struck, kills=KILLS, total=kept["statements"])
    same(Day.of(struck, struck.run(*FRONT)), alone)


@pytest.mark.once("it takes minutes; `HOUTAI_ENGINE=postgresql bin/test` races there too")
def test_four_workers_race_and_they_writer_collector_and_day_are_killed(kennel, alone, second):
    struck, over = salted(kennel("struck")), threading.Event()
    with ThreadPoolExecutor(2) as threads:
        tasks = [threads.submit(race, second(struck), over), threads.submit(hunt, struck.home, over)]
        try:
            kill(struck, kills=4, total=kept["statements"])
            ended = struck.run(*FRONT)
        finally:
            over.set()
        for task in tasks:
            task.result()
    same(Day.of(struck, ended), alone)


def race(beside: Kennel, over: threading.Event) -> None:
    chance = random.Random(SEED)
    while not over.is_set():
        beside.race(*((word, chance.uniform(0.3, 3)) for word in ("worker", "worker", "worker", "worker", "writer")))


def hunt(home: Path, over: threading.Event) -> None:
    """Kill five collectors: now and then one that is still starting, the others some time after."""
    chance, killed = random.Random(SEED), 0
    while killed < 5 and not over.wait(0.1):
        for pid, port in collectors(home):
            while chance.random() < 0.75 and not answers(port) and not over.wait(0.2):
                pass
            over.wait(chance.uniform(0.1, 3))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
                killed += 1


def collectors(home: Path) -> Iterator[tuple[int, int]]:
    """Collectors of days that are played in this home, and their ports; each leads a group of its own."""
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (place / "cmdline").read_bytes().split(b"\0")
            ours = f"HOUTAI_HOME={home}".encode() in (place / "environ").read_bytes().split(b"\0")
            if ours and COLLECTOR in words and os.getpgid(int(place.name)) == int(place.name):
                yield int(place.name), int(words[words.index(b"--port") + 1])
