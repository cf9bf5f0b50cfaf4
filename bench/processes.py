"""Processes of the product in a home of their own, for benchmarks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from houtai.site.pulse import answers

ROOT = Path(__file__).resolve().parents[1]
STARTS_WITHIN_SECONDS = 120.0


class DidNotStart(RuntimeError):
    """A process of the product did not answer in time."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(home: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "HOUTAI_HOME": str(home), "PYTHONPATH": str(ROOT), **more}


@contextmanager
def scratch_home() -> Iterator[Path]:
    """A prepared home, which is also the one of this process for as long."""
    from django.conf import settings

    from houtai.core.workspaces import pool, registry

    with TemporaryDirectory(prefix="houtai-bench-") as name:
        home, before = Path(name) / "home", settings.HOME
        run(home, "prepare")
        settings.HOME = home
        registry.forget_hosts()
        try:
            yield home
        finally:
            pool.release()
            pool.drain()
            settings.HOME = before


def run(home: Path, *words: str) -> str:
    """One command of the product, and what it said."""
    command = [sys.executable, "-m", "houtai", *words]
    done = subprocess.run(command, env=environment(home), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


class Running:
    """A process and its children, which end together. port: where it answers /healthz, None when it does not."""

    def __init__(self, *words: str, home: Path, port: int | None = None) -> None:
        self.port, self.home = port, home
        url = {"HOUTAI_URL": f"http://localhost:{port}"} if port else {}
        with (home / "bench.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *words],
                env=environment(home, **url),
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        if port is not None:
            self.wait(port)

    def wait(self, port: int) -> None:
        until = time.monotonic() + STARTS_WITHIN_SECONDS
        while not answers(port=port):
            if time.monotonic() > until or self.process.poll() is not None:
                raise DidNotStart((self.home / "bench.log").read_text("utf-8")[-2000:])
            time.sleep(0.05)

    def end(self, number: int = signal.SIGTERM) -> None:
        if number == signal.SIGKILL:
            os.killpg(self.process.pid, number)
        else:
            self.process.send_signal(number)
        self.process.wait(30)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.poll() is None:
            self.end()
