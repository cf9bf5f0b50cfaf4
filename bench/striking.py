"""Plays a day and kills it, and the workers beside it, at random moments."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import ROOT, Running, environment

WORKERS, SEED = 4, 7
# How long a process takes before it does anything; the moments are counted from there.
STARTS_SECONDS = 6.0


class DayFailed(RuntimeError):
    """The day ended without any books."""


def finish(home: Path, words: list[str]) -> str:
    """The books of the day played to its end: also of one that ends with 1 because a sum does not come out."""
    ended = played(home, words, stdout=subprocess.PIPE)
    books, _nothing = ended.communicate()
    if not books:
        raise DayFailed((home / "bench.log").read_text("utf-8")[-2000:])
    return books


def strike(home: Path, words: list[str], *, kills: int, seconds: float) -> int:
    """Kill the day at so many moments, nine tenths of it in all. Returns how often."""
    chance, done = random.Random(SEED), 0
    weights = [chance.random() for _kill in range(kills)]
    for weight in weights:
        day = played(home, words, stdout=subprocess.DEVNULL)
        try:
            day.wait(chance.random() * STARTS_SECONDS + 0.9 * seconds * weight / sum(weights))
        except subprocess.TimeoutExpired:
            day.send_signal(signal.SIGKILL)
            done += 1
        day.wait()
    return done


def played(home: Path, words: list[str], *, stdout: int) -> subprocess.Popen[str]:
    order = [sys.executable, "-m", "houtai", "day", "--skip-checks", "--json", *words]
    with (home / "bench.log").open("ab") as log:
        return subprocess.Popen(order, env=environment(home), cwd=ROOT, stdout=stdout, stderr=log, text=True)


@contextmanager
def racing(home: Path) -> Iterator[Counter[int]]:
    """Workers that are killed and started anew all the time; yields how often each died."""
    stop, deaths = threading.Event(), Counter[int]()

    def work_and_die(number: int) -> None:
        chance = random.Random(SEED + number)
        while not stop.is_set():
            worker = Running("houtai", "worker", "--skip-checks", home=home)
            stop.wait(STARTS_SECONDS + chance.uniform(0, 20))
            worker.end(signal.SIGKILL)
            deaths[number] += 1

    threads = [threading.Thread(target=work_and_die, args=[number]) for number in range(WORKERS)]
    for thread in threads:
        thread.start()
    try:
        yield deaths
    finally:
        stop.set()
        for thread in threads:
            thread.join()
