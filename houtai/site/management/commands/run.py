"""`bin/run`: everything at once, for a first look and for a small installation."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from typing import Any

from django.conf import settings
from django.core.management import get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser

from houtai.core.workspaces.preparation import SignIn, prepare
from houtai.site.pulse import answers
from houtai.site.supervisor import Child, Supervisor, tethered

SECOND = "postgresql"


class Command(BaseCommand):
    help = "Prepare what is missing, then run the web server, the worker and the writer of events until Ctrl-C."
    gave_up = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--empty", action="store_true", help="do not play the sample day in a new home")

    def handle(self, *, empty: bool, **options: Any) -> None:
        refuse_taken_port(port=settings.URL.port)
        self.stdout.write("Preparing the workspace …")
        sign_in = prepare()
        prepare_second()
        self.play_day(empty=empty)
        supervisor = Supervisor(
            children=children(),
            clock=time.monotonic,
            say=self.stdout.write,
        )
        supervisor.start()
        threading.Thread(target=self.announce, args=[supervisor, sign_in], daemon=True).start()
        supervisor.run()
        if self.gave_up:
            raise CommandError("Houtai cannot start; the messages above say why.")
        self.stdout.write("Stopped.")

    def play_day(self, *, empty: bool) -> None:
        """Once per home: a new desk with nothing on it shows nothing of what it does."""
        played = settings.HOME / "day-played"
        if played.exists() or "day" not in get_commands():
            return
        if not empty:
            self.stdout.write("Playing a sample day; this happens once …")
            if subprocess.run([sys.executable, "-P", "-m", "houtai", "day"], check=False).returncode:
                raise CommandError("The sample day failed; its last lines say why. --empty starts without it.")
        played.touch()

    def announce(self, supervisor: Supervisor, sign_in: SignIn | None) -> None:
        if not wait_until_ready(port=settings.URL.port, supervisor=supervisor):
            self.gave_up = supervisor.hopeless()
            supervisor.stop()
            return
        self.stdout.write(f"\nHoutai is ready.\n  Desk     {settings.URL.origin}/desk/")
        if sign_in:
            self.stdout.write(f"  Sign in  {sign_in.email}, password {sign_in.password}")
        self.stdout.write("  Stop     Ctrl-C\n")


def children() -> list[Child]:
    """The processes of a small installation; with a PostgreSQL server, those of its workspaces too."""
    first = [Child(name, tethered(name)) for name in ("web", "worker", "writer")]
    if not has_second():
        return first
    if "HOUTAI_INNER_PORT" not in os.environ:
        # For the process in front as well, which looks for the other one there.
        os.environ["HOUTAI_INNER_PORT"] = str(free_port())
    second = {"HOUTAI_ENGINE": SECOND}
    inner = tethered("web", "--internal-port", os.environ["HOUTAI_INNER_PORT"])
    return [
        *first,
        Child("web for PostgreSQL", inner, second),
        Child("worker for PostgreSQL", tethered("worker"), second),
    ]


def has_second() -> bool:
    return settings.POSTGRES is not None and settings.ENGINE != SECOND


def prepare_second() -> None:
    """What workspaces of the other engine are made from; it takes a process of that engine."""
    if has_second():
        command = [sys.executable, "-P", "-m", "houtai", "prepare"]
        if subprocess.run(command, env={**os.environ, "HOUTAI_ENGINE": SECOND}, check=False).returncode:
            raise CommandError("PostgreSQL could not be prepared; the lines above say why.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refuse_taken_port(*, port: int) -> None:
    """Raises CommandError when something listens on `port` already."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            other = f"HOUTAI_URL=http://localhost:{port + 1} bin/run"
            raise CommandError(f"Port {port} is taken. Stop what listens there, or choose another address: {other}")


def wait_until_ready(*, port: int, supervisor: Supervisor) -> bool:
    """Whether the web server answered before it was stopped or turned out to be hopeless."""
    while not supervisor.stopping.wait(0.1) and not supervisor.hopeless():
        if answers(port=port):
            return True
    return False
