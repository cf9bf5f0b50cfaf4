"""Goals C6, C7 and C8: writing together, beside Hocuspocus. `bin/houtai bench collab`.

Both servers get the same documents and the same load from the same generator, one after the other. Ours stores each
update, so that a kill cannot lose it, before it passes it on; Hocuspocus passes it on at once and stores the document
some seconds later, here in memory, as its extension for SQLite does without settings.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import Any

from bench import herd
from bench.crowd import Load, Measured, both
from bench.peers_environment import NoPeers
from bench.rows import Row

C6, C7, C8 = (partial(Row, goal=goal) for goal in ("C6", "C7", "C8"))
PEER = "Hocuspocus 4.7"
MANY, FEW = Load(rooms=500, each=3, rate=350), Load(rooms=100, each=3, rate=70, warm=3, seconds=8)
CROWD, GROUP = (
    Load(rooms=1, each=100, rate=300, cursors=200),
    Load(rooms=1, each=30, rate=90, cursors=60, warm=3, seconds=8),
)


def run(*, quick: bool) -> list[Row]:
    try:
        return [
            *compared(C6, FEW if quick else MANY, most=10, beside="<= 1"),
            *compared(C7, GROUP if quick else CROWD, most=100),
            *survived(10 if quick else 200),
        ]
    except NoPeers as error:
        print(error, file=sys.stderr)
        return [goal(what="not measured, see above", value=1, unit="", target="= 0") for goal in (C6, C7, C8)]


def compared(goal: Any, load: Load, *, most: float, beside: str = "") -> list[Row]:
    """beside: what is asked of our p99 by the peer's; without it that one is only told."""
    found = both(load)
    ours, peer = found["houtai"], found["hocuspocus"]
    scope = f"{load.rooms * load.each:,} writers, {load.rooms} articles, {load.rate:g} updates/s"
    what = f"{scope}: from one to the others, p99"
    return [
        goal(what=what, value=ours.p99, unit="ms", target=f"<= {most:g}", note=f"{ours}; {ours.generator}; {crowd()}"),
        goal(
            what=f"{what}, beside {PEER}",
            value=ours.p99,
            unit="ms",
            target=beside,
            peer=PEER,
            peer_value=peer.p99,
            judged="ratio",
            note=f"the peer's: {peer}; {peer.generator}; not arrived or not equal there: {peer.wrong}",
        ),
        lost(goal, scope, ours),
    ]


def lost(goal: Any, scope: str, ours: Measured) -> Row:
    what = f"{scope}: updates not arrived or not acknowledged, articles not equal, people put out"
    note = f"of {ours.told['sent']:,} updates"
    row: Row = goal(what=what, value=ours.wrong, unit="", target="= 0", note=note)
    return row


def survived(kills: int) -> list[Row]:
    found = herd.survive(kills=kills)
    scope = f"{kills} times kill -9 of the web process, {herd.WRITERS} writers in {herd.ROOMS} articles"
    note = f"of {found.edits:,}; {found.joins:,} times somebody came back; by the log as another process reads it"
    return [
        C8(what=f"{scope}: acknowledged edits lost", value=found.lost, unit="edits", target="= 0", note=note),
        C8(what="edits there twice", value=found.twice, unit="edits", target="= 0"),
        C8(what="articles doubled", value=found.doubled, unit="articles", target="= 0"),
        C8(what="articles not equal for all at the end", value=found.unequal, unit="articles", target="= 0"),
        C8(what="writers told to begin anew", value=found.refused, unit="times", target="= 0"),
    ]


def crowd() -> str:
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
