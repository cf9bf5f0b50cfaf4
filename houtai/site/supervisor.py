"""Keeps the web server, the worker and the writer running: starts them, starts again what dies, ends all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

SETTLED_SECONDS = 60.0
LONGEST_WAIT_SECONDS = 30.0
HOPELESS_FAILURES = 3
GRACE_SECONDS = 15.0


def tethered(*words: str) -> Callable[[int], Sequence[str]]:
    """The command line `houtai WORDS`, ending when its supervisor does."""
    return lambda pipe: [sys.executable, "-P", "-m", "houtai.site.tether", str(pipe), *words]


def back_off(*, deaths: int) -> float:
    """Seconds to wait before start number `deaths` + 1: half a second, doubled for each death, at most 30."""
    return min(0.5 * 2.0 ** max(deaths - 1, 0), LONGEST_WAIT_SECONDS)


@dataclass
class Child:
    """One command under supervision. Times are seconds of the supervisor's clock.

    command: gives the words to start, from the number of the pipe to watch; environment: what it gets besides ours.
    """

    name: str
    command: Callable[[int], Sequence[str]]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    deaths: int = 0
    failures: int = 0

    def start(self, *, now: float, pipe: int) -> None:
        # A session of its own, so that Ctrl-C reaches the supervisor alone and it can end its children in order.
        environment = {**os.environ, **self.environment}
        self.process = subprocess.Popen(self.command(pipe), start_new_session=True, pass_fds=[pipe], env=environment)
        self.started = now

    def bury(self, *, now: float) -> str | None:
        """When the process has died: clears up what it left, sets the next start, returns what to say; else None."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        self.kill_group()
        self.process = None
        self.deaths = 1 if now - self.started > SETTLED_SECONDS else self.deaths + 1
        self.failures += code > 0
        wait = back_off(deaths=self.deaths)
        self.due = now + wait
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        return f"{self.name} {how}; starting it again in {wait:g} s."

    def kill_group(self) -> None:
        """Kills every process of the child's session: a killed web server leaves its own workers behind."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                pass  # Nothing of it is left; macOS says so with the second.

    def end(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def wait(self, *, seconds: float) -> None:
        """Waits for an orderly end, then kills."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            pass  # It had its time; the next line ends it.
        self.kill_group()
        self.process.wait()


@dataclass
class Supervisor:
    """Runs `children` until a signal or `stop()`. clock: seconds, only ever growing; say: shows one line."""

    children: Sequence[Child]
    clock: Callable[[], float]
    say: Callable[[str], None]
    stopping: threading.Event = field(default_factory=threading.Event)
    pipe: tuple[int, int] = field(default_factory=os.pipe)

    def start(self) -> None:
        for child in self.children:
            child.start(now=self.clock(), pipe=self.pipe[0])

    def run(self) -> None:
        """Blocks until told to stop, then ends every child before it returns."""
        before = {number: signal.signal(number, self.hear) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            while not self.stopping.wait(0.2):
                self.tend()
        finally:
            self.end()
            for number, handler in before.items():
                signal.signal(number, handler)

    def tend(self) -> None:
        """One look: what died is announced, and started again once its wait is over."""
        for child in self.children:
            if line := child.bury(now=self.clock()):
                self.say(line)
            if child.process is None and self.clock() >= child.due:
                child.start(now=self.clock(), pipe=self.pipe[0])

    def hopeless(self) -> bool:
        """Whether a child has ended itself again and again; one that was killed from outside has not."""
        return any(child.failures >= HOPELESS_FAILURES for child in self.children)

    def hear(self, number: int, frame: FrameType | None) -> None:
        self.stop()

    def stop(self) -> None:
        self.stopping.set()

    def end(self) -> None:
        """Asks every child to end, waits, and kills what does not."""
        for child in self.children:
            child.end()
        until = self.clock() + GRACE_SECONDS
        for child in self.children:
            child.wait(seconds=max(until - self.clock(), 0.1))
        for descriptor in self.pipe:
            os.close(descriptor)
