"""The real web server for tests, as a group of processes that can be killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.faults.conftest import ROOT, environment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(kw_only=True)
class Web:
    """The real web server, as a group of processes that can be killed."""

    home: Path
    port: int
    deaths: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-P", "-m", "houtai", "web", "--skip-checks"]
        env = environment(self.home, HOUTAI_URL=self.origin)
        with (self.home / "web.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
        until = time.monotonic() + 60
        while not self.answers():
            assert time.monotonic() < until, (self.home / "web.log").read_text()
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.origin}/healthz", timeout=5, trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self) -> None:
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.deaths += 1


@contextmanager
def running(home: Path) -> Iterator[Web]:
    web = Web(home=home, port=free_port())
    web.start()
    try:
        yield web
    finally:
        web.kill()
