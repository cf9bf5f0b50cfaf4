"""A private PostgreSQL cluster for one run of the tests. It does not outlive the run, so nothing waits for the disk."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Self

QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_connections=200",
    "max_wal_size=128MB",
)
TOOLS = ("initdb", "postgres", "pg_ctl")
# Ends the server and clears up as soon as the run lets go of its end of the pipe, killed or not.
GUARD = 'folder=$1; shift; "$@" & read -r _; kill -QUIT $!; wait $!; rm -rf "$folder"'


class NoPostgres(RuntimeError):
    """PostgreSQL is not installed here, or would not start."""


def provide(*, kept: Path, prepare: Callable[[str], None]) -> str:
    """Starts a copy of the kept cluster; its end is that of this process. Returns its address. Raises NoPostgres.

    prepare: fills an empty cluster, given its address; what it made is kept for the next runs.
    """
    with alone(kept.parent):
        if not kept.exists():
            keep(kept, prepare)
    folder = new_folder()
    subprocess.run(["cp", "-a", kept, folder / "data"], check=True)
    server = start(folder)
    atexit.register(server.end)
    return server.url


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Of several runs that begin at once, one prepares and the others wait."""
    home.parent.mkdir(parents=True, exist_ok=True)
    with home.with_name(f"{home.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keep(kept: Path, prepare: Callable[[str], None]) -> None:
    folder = new_folder()
    tell("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", at=folder)
    with start(folder) as server:
        prepare(server.url)
        tell("pg_ctl", "-D", "data", "-m", "fast", "-w", "stop", at=folder)
        subprocess.run(["cp", "-a", folder / "data", f"{kept}.draft"], check=True)
    Path(f"{kept}.draft").rename(kept)


class Running:
    """A server and the process that guards it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        settings = [f"port={self.port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *QUICK]
        words = [word for setting in settings for word in ("-c", setting)]
        command = ["/bin/sh", "-c", GUARD, "guard", str(folder), *command_of("postgres"), "-D", "data", *words]
        with (folder / "log").open("w") as log:
            self.guard = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=log, stderr=log, cwd=folder, start_new_session=True
            )

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def end(self) -> None:
        if self.guard.stdin and not self.guard.stdin.closed:
            self.guard.stdin.close()
            self.guard.wait()


def start(folder: Path) -> Running:
    server = Running(folder)
    try:
        tell("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(server.port), at=folder, tries=100)
    except NoPostgres as error:
        said = (folder / "log").read_text("utf-8")
        server.end()
        raise NoPostgres(f"PostgreSQL would not start:\n{said}") from error
    return server


def new_folder() -> Path:
    folder = Path(mkdtemp(prefix="houtai-tests-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    return folder


def tell(name: str, *words: str, at: Path, tries: int = 1) -> None:
    for last in range(tries, 0, -1):
        done = subprocess.run(
            [*command_of(name), *words],
            cwd=at,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            return
        if last > 1:
            time.sleep(0.1)
    raise NoPostgres(f"{name} failed: {done.stdout}")


def command_of(name: str) -> list[str]:
    """PostgreSQL refuses to run as root, so root becomes its user."""
    lead = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    return [*lead, str(binaries() / name)]


def binaries() -> Path:
    on_path = shutil.which("postgres")
    usual = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    for folder in [*([Path(on_path).resolve().parent] if on_path else []), *usual]:
        if all((folder / tool).exists() for tool in TOOLS):
            return folder
    raise NoPostgres("PostgreSQL is not installed: apt-get install postgresql, or set HOUTAI_POSTGRES_URL to a server")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
