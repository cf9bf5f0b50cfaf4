"""A workspace of the product that holds a large paper, on a PostgreSQL server of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from bench.inserts import Cluster, cluster
from bench.processes import ROOT, environment, scratch_home

# One quarter of a small server's memory, as its manual says; and no log for what could be filled again.
SETTINGS = {"shared_buffers": "1GB", "max_wal_size": "2GB", "wal_level": "minimal", "max_wal_senders": "0"}
FILLING = {"fsync": "off", "synchronous_commit": "off", "autovacuum": "off", "maintenance_work_mem": "'512MB'"}


@contextmanager
def paper(count: int) -> Iterator[tuple[Cluster, Path, dict[str, str]]]:
    """The server, the home, and who may look and where (see `fill`). All goes afterwards. Raises NoPostgres."""
    with (
        cluster(**SETTINGS) as server,
        patch.dict(os.environ, HOUTAI_ENGINE="postgresql", HOUTAI_POSTGRES_URL=server.url),
        filling(server),
        scratch_home() as home,
    ):
        place = json.loads(told(home, "bench.newsroom.fill", str(count)))
        settle(server)
        yield server, home, place


@contextmanager
def filling(server: Cluster) -> Iterator[None]:
    server.set(**FILLING)
    yield


def settle(server: Cluster) -> None:
    """As a server is that keeps what it was told; what was written here must not be what the pages wait for."""
    server.set(**dict.fromkeys(FILLING, "DEFAULT"))
    server.tell("psql", *server.client, "-c", "CHECKPOINT")
    os.sync()


def told(home: Path, module: str, *words: str) -> str:
    """What a process within the product's home printed last."""
    env = environment(home, DJANGO_SETTINGS_MODULE="houtai.site.settings")
    command = [sys.executable, "-P", "-m", module, *words]
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.splitlines()[-1]
