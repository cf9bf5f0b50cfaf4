"""A day that is killed again and again ends with the books of one that was left alone."""

from __future__ import annotations

import fcntl
import json
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.conftest import FEWER, Kennel
from tests.faults.played import DAY, rows

pytestmark = pytest.mark.long

# Nobody reads: what happens out front has tests of its own.
ALONE = [*DAY, "--readers=0"]
KILLS = 5
SEED = 7


def parts(total: int, *, kills: int = KILLS) -> list[int]:
    """Random moments: so many statements for each try, nine tenths of the day in all."""
    chance = random.Random(SEED)
    weights = [chance.random() + 0.01 for _kill in range(kills)]
    return [round(0.9 * total * weight / sum(weights)) + 1 for weight in weights]


def killed(kennel: Kennel, *, total: int) -> None:
    chance = random.Random(SEED)
    for fatal in parts(total):
        ended = kennel.run(*ALONE, fatal=fatal, late=chance.uniform(0, 0.004))
        assert ended.status == -9, ended.err


@pytest.mark.once("the one beside a worker kills days on every engine")
def test_a_day_killed_again_and_again_ends_with_the_same_books(kennel):
    alone, struck = kennel("alone"), kennel("struck")
    usual = alone.run(*ALONE)
    assert usual.status == 0, usual.err
    killed(struck, total=usual.statements)
    ended = struck.run(*ALONE)
    assert ended.status == 0, ended.err
    assert json.loads(ended.out) == json.loads(usual.out)
    assert rows(struck) == rows(alone)
    moves = [move["action"] for move in json.loads(ended.out)["strategy"]["moves"]]
    assert moves == [f"strategies.{move}" for move in ("shadow", "promote", "step_back", "pause")]


@pytest.mark.once("the one beside a worker kills days on every engine")
def test_a_day_that_dies_in_the_same_task_more_often_than_a_worker_would_bear_still_ends(kennel):
    small = [*ALONE, "--half-hours=2", "--entries=4"]
    alone, struck = kennel("alone"), kennel("struck")
    usual = alone.run(*small)
    assert usual.status == 0, usual.err
    for late in range(7):
        assert struck.run(*small, fatal=150, late=late / 1000).status == -9
    ended = struck.run(*small)
    assert ended.status == 0, ended.err
    assert json.loads(ended.out) == json.loads(usual.out)


def test_a_day_killed_beside_a_worker_that_is_killed_too_ends_with_the_same_books(kennel, second):
    small = [*ALONE, "--half-hours=6", "--entries=16"]
    alone, struck = kennel("alone"), kennel("struck")
    usual = alone.run(*small)
    assert usual.status == 0, usual.err
    over = threading.Event()
    with ThreadPoolExecutor(1) as thread:
        working = thread.submit(work_and_die, second(struck), over)
        for fatal in parts(usual.statements, kills=6 // FEWER):
            struck.run(*small, fatal=fatal)
        ended = struck.run(*small)
        over.set()
        working.result()
    assert ended.status == 0, ended.err
    assert json.loads(ended.out) == json.loads(usual.out)
    assert rows(struck) == rows(alone)


def work_and_die(beside: Kennel, over: threading.Event) -> None:
    chance = random.Random(SEED)
    while not over.is_set():
        beside.run("worker", "--skip-checks", fatal=0, late=chance.uniform(0.5, 3))


@pytest.mark.once("a lock on a file")
def test_a_second_day_beside_the_first_is_refused(kennel):
    struck = kennel("struck")
    (struck.workspace / "playing").touch()
    with (struck.workspace / "playing").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = struck.run(*ALONE)
    assert ended.status == 1
    assert "a day is being played in this workspace already" in ended.err
    assert ended.out == ""
