"""One INSERT per event into PostgreSQL: a private cluster, sixteen clients by pgbench, commits durable."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
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


def inserts_a_second(*, seconds: int) -> float:
    """Raises NoPostgres."""
    binaries = found()
    with TemporaryDirectory(prefix="houtai-pg-") as name:
        folder = Path(name)
        lead: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root.
            shutil.chown(folder, "postgres")
            lead = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        return measured(binaries, folder, lead, seconds)


def found() -> Path:
    on_path = shutil.which("pgbench")
    usual = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"), reverse=True)
    for path in [*usual, *([Path(on_path)] if on_path else [])]:
        if (path.resolve().parent / "initdb").exists():
            return path.resolve().parent
    raise NoPostgres("PostgreSQL with pgbench is not installed: apt-get install postgresql")


def measured(binaries: Path, folder: Path, lead: Sequence[str], seconds: int) -> float:
    port, cluster, script = str(free_port()), folder / "cluster", folder / "insert.sql"
    script.write_text(INSERT)
    script.chmod(0o644)
    client = ["-h", "127.0.0.1", "-p", port, "-U", "postgres"]

    def tell(*words: str) -> str:
        command = [*lead, str(binaries / words[0]), *words[1:]]
        done = subprocess.run(
            command, check=True, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        return done.stdout

    tell("initdb", "-D", str(cluster), "-U", "postgres", "-A", "trust", "--no-instructions")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    tell("pg_ctl", "-D", str(cluster), "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        tell("psql", *client, "-c", TABLE)
        said = tell(
            "pgbench", *client, "-n", "-M", "prepared", "-c", "16", "-T", str(seconds), "-f", str(script), "postgres"
        )
    finally:
        tell("pg_ctl", "-D", str(cluster), "-m", "immediate", "stop")
    rate = re.search(r"tps = ([\d.]+)", said)
    return float(rate[1]) if rate else 0.0
