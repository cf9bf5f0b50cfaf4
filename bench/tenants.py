"""django-tenants beside us: Wagtail in a PostgreSQL schema for each tenant, provisioned and migrated its own ways."""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import dataclass

from bench.inserts import Cluster
from bench.peers_environment import python, surroundings
from bench.processes import ROOT


@dataclass(frozen=True, kw_only=True)
class Tenants:
    """Seconds until the first desk page: of a tenant that was migrated, of those that were cloned from it.

    rate: tenants a second, two migrations each, by its command with as many processes as there are processors.
    """

    migrated: float
    cloned: list[float]
    rate: float


def measured(cluster: Cluster, *, count: int) -> Tenants:
    """So many tenants on this server. Raises NoPeers."""
    made = json.loads(tell(cluster, "bench.peers.tenants", str(count)))
    began = time.perf_counter()
    tell(cluster, "django", "migrate_schemas", "--executor", "multiprocessing", step="after.")
    return Tenants(**made, rate=count / (time.perf_counter() - began))


def tell(cluster: Cluster, *words: str, step: str = "") -> str:
    env = surroundings("tenants", PEER_PORT=cluster.port, PEER_STEP=step)
    command = [str(python()), "-P", "-m", *words]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout
