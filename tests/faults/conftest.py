"""Homes to break, and processes to kill."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests import homes

pytest.register_assert_rewrite("tests.faults.played")

# Deaths come at random moments, and SQLite has had the most of them.
FEWER = 2 if settings.ENGINE == "sqlite" else 3
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Ended:
    """status: exit code, negative for a signal; statements: how many the process sent to a database."""

    status: int
    statements: int
    out: str
    err: str


@dataclass(frozen=True, kw_only=True)
class Kennel:
    """name: of its files, beside the home."""

    home: Path
    name: str
    process: subprocess.Popen[str]

    @property
    def workspace(self) -> Path:
        return homes.workspace_in(self.home)

    def run(self, *words: str, fatal: int | None = None, late: float = 0.0) -> Ended:
        """One command. fatal: number of the statement at which it is killed, 0 for its start; late: seconds after."""
        order = self.order(*words, fatal=fatal, late=late)
        told, out = self.told(order), order["out"]
        return Ended(out=Path(out).read_text("utf-8"), err=Path(f"{out}.err").read_text("utf-8"), **told)

    def race(self, *runs: tuple[str, float]) -> None:
        """Commands beside each other, each killed so many seconds after its start."""
        self.told(
            [self.order(word, "--skip-checks", fatal=0, late=late, at=at) for at, (word, late) in enumerate(runs)]
        )

    def order(self, *words: str, fatal: int | None, late: float, at: int = 0) -> dict[str, Any]:
        out = self.home.parent / f"{self.home.name}.{self.name}.{at}.out"
        return {"home": str(self.home), "words": words, "out": str(out), "fatal": fatal, "late": late}

    def told(self, order: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextlib.contextmanager
def loaded(home: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A process with everything loaded. home: the one it loads with; more: variables of its environment.

    All have one secret, as processes of one home have: a link that one made must be one to the others.
    """
    command = [sys.executable, str(Path(__file__).with_name("kennel.py"))]
    secret = {"HOUTAI_SECRET_KEY": settings.SECRET_KEY}
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environment(home, **secret, **more), cwd=ROOT, **pipes) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
        assert process.stdin
        process.stdin.close()


def environment(home: Path, **more: str) -> dict[str, str]:
    passed_on = {name: value for name, value in os.environ.items() if name in homes.PASSED_ON}
    ours = {name: value for name, value in os.environ.items() if not name.startswith("HOUTAI_")} | passed_on
    return {**ours, "HOUTAI_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default", **more}


@pytest.fixture(scope="session")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Those that all kennels share, by name; loading one takes longer than most of what it is told."""
    known: dict[str, subprocess.Popen[str]] = {}
    with ExitStack() as open_ones:

        def process(name: str) -> subprocess.Popen[str]:
            if name not in known:
                known[name] = open_ones.enter_context(loaded(tmp_path_factory.mktemp(name)))
            return known[name]

        yield process


@pytest.fixture
def kennel(
    new_home: Callable[[str], Path], processes: Callable[[str], subprocess.Popen[str]]
) -> Iterator[Callable[..., Kennel]]:
    """Makes a kennel for a new home of that name; further words are variables of a process of its own."""
    with ExitStack() as open_ones:

        def made(name: str, **more: str) -> Kennel:
            home = new_home(name)
            process = open_ones.enter_context(loaded(home, **more)) if more else processes("usual")
            return Kennel(home=home, name="usual", process=process)

        yield made


@pytest.fixture
def second(processes: Callable[[str], subprocess.Popen[str]]) -> Callable[[Kennel], Kennel]:
    """Another kennel for a home, for what is told to it at the same time."""
    return lambda first: Kennel(home=first.home, name="second", process=processes("second"))
