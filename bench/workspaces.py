"""Goals W1 and W2: workspaces made, served and brought up to the code. `bin/houtai bench workspaces`."""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

from bench import cost, fleet, newcomers, opened
from bench.desk_waits import part
from bench.inserts import NoPostgres, cluster
from bench.peers_environment import NoPeers
from bench.rows import Row
from bench.tenants import Tenants, measured

W1, W2 = partial(Row, goal="W1"), partial(Row, goal="W2")
PEER = "django-tenants"
BESIDE = "<= 1"
# A workspace more may cost this much memory, and no handle: 64 idle connections are kept, however many there are.
MB_EACH, MB_MOST = 0.05, 512
MIGRATIONS = (
    "a column with a default on a filled table, which SQLite makes anew, and an index; "
    "no code among them, which would run in each workspace as it is"
)


def run(*, quick: bool) -> list[Row]:
    new, many, open_ = (20, 1_000, 200) if quick else (200, 10_000, 1_000)
    waits = newcomers.waits(count=new)
    beside, tenants = on_postgres(count=new, tenants=10 if quick else 100)
    rows = [*made("SQLite", waits, tenants), *made("PostgreSQL", beside, tenants)]
    with fleet.fleet(open_) as home:
        held = opened.held(home, count=open_)
        killed = fleet.kill_half_way(home, count=open_)
        fleet.seconds(home)
        resumed = fleet.wrong(home)
    rows += [
        *migrated(many, tenants),
        after_kill(resumed, killed, open_),
        *kept(held),
        *costs(turns=60 if quick else 150),
    ]
    return rows


def on_postgres(*, count: int, tenants: int) -> tuple[list[float], Tenants | None]:
    """Our waits on a server, and the peer's; nothing of what cannot be had here, and one line that says why."""
    waits: list[float] = []
    try:
        with cluster() as server:
            waits = newcomers.waits_on(server.url, count=count)
            return waits, measured(server, count=tenants)
    except (NoPostgres, NoPeers) as error:
        print(error, file=sys.stderr)
        return waits, None


def made(engine: str, waits: Sequence[float], tenants: Tenants | None) -> list[Row]:
    scope = f"a new workspace on {engine}, from asking to its first desk page"
    if not waits:
        return [missing(W1, f"{scope}, p99", "s", "<= 1"), missing(W1, f"{scope}, beside {PEER}", "s", BESIDE)]
    median = part(waits, 0.5)
    note = f"median {median:.2f} s of {len(waits)}, over HTTP; {crowd()}"
    first = W1(what=f"{scope}, p99", value=part(waits, 0.99), unit="s", target="<= 1", note=note)
    if tenants is None:
        return [first, missing(W1, f"{scope}, beside {PEER}", "s", BESIDE)]
    beside = W1(
        what=f"{scope}, median",
        value=median,
        unit="s",
        target=BESIDE,
        peer=PEER,
        peer_value=statistics.median(tenants.cloned),
        judged="ratio",
        note=f"the peer without HTTP, median of {len(tenants.cloned)} schemas cloned from one that took "
        f"{tenants.migrated:.0f} s to migrate",
    )
    return [first, beside]


def migrated(count: int, tenants: Tenants | None) -> list[Row]:
    with fleet.fleet(count) as home:
        (seconds, used), wrong = fleet.seconds(home), fleet.wrong(home)
    scope = f"{count:,} workspaces, two migrations each"
    each = f"{seconds / count * 1000:.1f} ms each, {used:.0f} s of the processors, the start of the command within"
    note = f"{each}; {MIGRATIONS}; {crowd()}"
    what, unit = f"{scope}, beside {PEER}", "workspaces/s"
    beside = partial(
        W2, peer=PEER, judged="ratio", note=f"the peer's {len(tenants.cloned) + 1} tenants" if tenants else ""
    )
    return [
        W2(what=scope, value=seconds, unit="s", target="<= 60", note=note),
        W2(what=f"{scope}: not as they should be", value=wrong, unit="workspaces", target="= 0"),
        beside(what=what, value=count / seconds, unit=unit, target=">= 10", peer_value=tenants.rate)
        if tenants
        else missing(W2, what, unit, ">= 10"),
    ]


def missing(goal: Any, what: str, unit: str, target: str) -> Row:
    """What could not be measured falls short: there is no ratio without a peer."""
    row: Row = goal(what=what, value=0, unit=unit, target=target, judged="ratio", note="not measured, see above")
    return row


def after_kill(wrong: int, killed: int, count: int) -> Row:
    note = f"kill -9 of all its processes after {killed} of {count}, then once more"
    what = "not done, or done twice, after a kill and a second run"
    return W2(what=what, value=wrong, unit="workspaces", target="= 0", note=note)


def kept(held: dict[int, opened.Held]) -> list[Row]:
    _few, half, every = sorted(held)
    told = ", ".join(f"{count}: {one.megabytes:.0f} MB, {one.handles} handles" for count, one in sorted(held.items()))
    grown, handles = held[every].megabytes - held[half].megabytes, held[every].handles - held[half].handles
    scope = f"from {half} to {every} workspaces open"
    return [
        W1(
            what=f"memory of the web process, {every} workspaces open",
            value=held[every].megabytes,
            unit="MB",
            target=f"<= {MB_MOST}",
            note=told,
        ),
        W1(what=f"memory more, {scope}", value=grown, unit="MB", target=f"<= {MB_EACH * (every - half):g}"),
        W1(what=f"file handles more, {scope}", value=handles, unit="handles", target="<= 0"),
    ]


def costs(*, turns: int) -> list[Row]:
    try:
        found = cost.medians(turns=turns)
    except NoPeers as error:
        print(error, file=sys.stderr)
        return [missing(W1, f"{page}, median", "ms", "<= 1.15") for page in cost.PAGES]
    note = "the same pages and rows, one after the other, by turns"
    beside = partial(W1, unit="ms", target="<= 1.15", peer="plain Wagtail", judged="ratio", note=note)
    return [
        beside(what=f"{page}, median", value=each["guarded"], peer_value=each["plain"]) for page, each in found.items()
    ]


def crowd() -> str:
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, SQLite {sqlite3.sqlite_version}"
