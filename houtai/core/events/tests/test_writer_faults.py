"""Whenever the writer dies or cannot write, every event is in the log once in the end."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings as django_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houtai.core.events import writer as writing
from houtai.core.events.log import Log
from houtai.core.events.schema import EVENTS, Fate
from houtai.core.events.segments import Segment, framed
from houtai.core.events.tests.filling import NOW, lay, record
from houtai.core.events.writer import Writer

NAMES = ("one", "two")


class Killed(BaseException):
    """Stands for a death: nothing catches it, and nothing in memory is used afterwards."""


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return fresh(tmp_path)


def fresh(home: Path) -> Path:
    shutil.rmtree(home)
    for name in NAMES:
        (home / "workspaces" / name).mkdir(parents=True)
        (home / "workspaces" / name / "db.sqlite3").touch()
    return home


def sums(home: Path, name: str) -> Counter[int]:
    """How many rows have which fate; fails when a counted event is there twice."""
    rows = Log(home / "workspaces" / name / "events" / "log", EVENTS).rows().to_pyarrow().to_pylist()
    counted = [(row["batch"], row["n"]) for row in rows if row["fate"] == Fate.COUNTED]
    assert len(counted) == len(set(counted))
    return Counter(row["fate"] for row in rows)


@contextmanager
def dying(deaths: list[tuple[int, bool]], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """At the commits and deletions of these numbers the writer dies, before or after the step."""
    steps = iter(range(10**6))

    def mortal(step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **options: Any) -> Any:
            number = next(steps)
            if (number, False) in deaths:
                raise Killed
            result = step(*args, **options)
            if (number, True) in deaths:
                raise Killed
            return result

        return run

    with monkeypatch.context() as patch:
        patch.setattr(Log, "_commit", mortal(Log._commit))
        patch.setattr(Path, "unlink", mortal(Path.unlink))
        patch.setattr(writing, "MOST_BYTES", 1000)
        yield


def work(home: Path) -> bool:
    """Whether a writer came to the end alive."""
    writer = Writer(home, clock=lambda: NOW)
    try:
        writer.run_once()
    except Killed:
        return False
    finally:
        writer.close()
    return True


batches = st.tuples(st.sampled_from(NAMES), st.integers(1, 6))


@given(
    segments=st.lists(st.lists(batches, max_size=6), max_size=4),
    deaths=st.lists(st.tuples(st.integers(0, 12), st.booleans()), max_size=5, unique=True),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
def test_each_event_is_counted_once_wherever_the_writer_dies(home, monkeypatch, segments, deaths):
    fresh(home)
    for started, segment in enumerate(segments):
        lay(home, [record(name, batch, *[{}] * batch) for name, batch in segment], started=started)
    with dying(deaths, monkeypatch):
        while not work(home):
            pass
    for name in NAMES:
        sent = [batch for segment in segments for of, batch in segment if of == name]
        found = sums(home, name)
        assert found[Fate.COUNTED] == sum(set(sent))
        assert found[Fate.COUNTED] + found[Fate.DUPLICATE] == sum(sent)
    assert not list((home / "intake").glob("*.log"))


def test_a_full_disk_is_waited_out(home):
    lay(home, [record("one", 1), record("two", 2)])
    writer = Writer(home, clock=lambda: NOW)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, hard))
    try:
        moved = [writer.step() for _ in range(5)]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert all(one.failure and not one.events for one in moved)
    assert not writer.drained()
    assert writer.step().events == 2
    assert writer.drained()
    writer.close()


def test_a_broken_workspace_does_not_stop_the_others(home):
    folder = home / "workspaces" / "one" / "events" / "log" / "_delta_log"
    folder.mkdir(parents=True)
    (folder / "00000000000000000000.json").write_text("no log")
    path = lay(home, [record("one", 1), record("two", 2)])
    moved = NOW
    writer = Writer(home, clock=lambda: moved)
    for _round in range(5):
        writer.step()
    assert sums(home, "two")[Fate.COUNTED] == 1
    assert path.exists()
    shutil.rmtree(folder.parent)
    moved = NOW.replace(hour=10)
    for _round in range(3):
        writer.step()
    assert sums(home, "one")[Fate.COUNTED] == 1
    assert sums(home, "two")[Fate.COUNTED] == 1
    assert not path.exists()
    writer.close()


@pytest.mark.once("the writer moves files")
@pytest.mark.django_db(transaction=True)
def test_killed_again_and_again_the_process_loses_and_doubles_nothing(new_home, settings):
    home, chance, sent = new_home("home"), Random(3), 0
    settings.HOME = home
    name = next(folder.name for folder in (home / "workspaces").iterdir() if folder.name != "golden")
    segment = Segment(home / "intake", started=1, fsync=False)
    for _death in range(2):
        process = subprocess.Popen([sys.executable, "-m", "houtai", "writer"], env=environment(home))
        until = time.monotonic() + 3 + chance.random()
        while time.monotonic() < until:
            segment.append([framed(record(name, sent + 1))])
            sent += 1
            time.sleep(0.002)
        process.kill()
        process.wait()
    segment.close()
    done = subprocess.run(
        [sys.executable, "-m", "houtai", "writer", "--once"], env=environment(home), capture_output=True, check=True
    )
    assert b"0 duplicates" in done.stdout
    assert sums(home, name) == {Fate.COUNTED: sent}


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "HOUTAI_HOME": str(home), "HOUTAI_URL": django_settings.URL.origin}
