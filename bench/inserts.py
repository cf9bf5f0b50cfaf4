"""One INSERT per event into PostgreSQL: a private cluster, sixteen clients by pgbench, commits durable."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.processes import free_port

TABLE = """CREATE TABLE events (at timestamptz, received timestamptz, visitor bigint, name text, subject text,
path text, referrer text, device text, value float8, decision bigint, via bigint, props text)"""
INSERT = """\\set n random(1, 1000000)
INSERT INTO events VALUES \
(now(), now(), :n, 'view', 'content.article:' || :n % 100, '/a/', '', 'phone', 5, NULL, NULL, '');
"""


class NoPostgres(RuntimeError):
    """PostgreSQL is not installed here."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """binaries: where pgbench and initdb are; lead: put before each command, as PostgreSQL refuses to run as root.

    settings: the server's, where they are not the usual ones.
    """

    binaries: Path
    folder: Path
    lead: tuple[str, ...]
    port: str
    settings: Mapping[str, str] = field(default_factory=dict)

    def inserts_a_second(self, *, seconds: float) -> float:
        words = ["-n", "-M", "prepared", "-c", "16", "-T", str(round(seconds)), "-f", str(self.folder / "insert.sql")]
        rate = re.search(r"tps = ([\d.]+)", self.tell("pgbench", *self.client, *words, "postgres"))
        return float(rate[1]) if rate else 0.0

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    @property
    def client(self) -> list[str]:
        return ["-h", "127.0.0.1", "-p", self.port, "-U", "postgres"]

    def start(self) -> None:
        self.tell("initdb", "-D", "cluster", "-U", "postgres", "-A", "trust", "--no-instructions")
        given = {"listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder, **self.settings}
        options = " ".join([f"-p {self.port}", *(f"-c {name}={value}" for name, value in given.items())])
        self.tell("pg_ctl", "-D", "cluster", "-o", options, "-l", "log", "-w", "start")
        self.tell("psql", *self.client, "-c", TABLE)

    def set(self, **settings: str) -> None:
        """Change what can be changed while it runs; "DEFAULT" is what it was."""
        changes = [word for name, value in settings.items() for word in ("-c", f"ALTER SYSTEM SET {name} TO {value}")]
        self.tell("psql", *self.client, *changes, "-c", "SELECT pg_reload_conf()")

    def stop(self) -> None:
        self.tell("pg_ctl", "-D", "cluster", "-m", "immediate", "stop")

    def tell(self, name: str, *words: str) -> str:
        return subprocess.run(
            [*self.lead, str(self.binaries / name), *words],
            check=True,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ).stdout


@contextmanager
def cluster(**settings: str) -> Iterator[Cluster]:
    """settings: of the server. Raises NoPostgres."""
    binaries = found()
    with TemporaryDirectory(prefix="houtai-pg-") as name:
        folder = Path(name)
        lead: tuple[str, ...] = ()
        script = folder / "insert.sql"
        script.write_text(INSERT)
        script.chmod(0o644)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
            lead = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
        made = Cluster(binaries=binaries, folder=folder, lead=lead, port=str(free_port()), settings=settings)
        made.start()
        try:
            yield made
        finally:
            made.stop()


def found() -> Path:
    on_path = shutil.which("pgbench")
    usual = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"), reverse=True)
    for path in [*usual, *([Path(on_path)] if on_path else [])]:
        if (path.resolve().parent / "initdb").exists():
            return path.resolve().parent
    raise NoPostgres("PostgreSQL with pgbench is not installed: apt-get install postgresql")
