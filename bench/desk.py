"""Goals D1 and D2: the desk with a million articles, five million revisions, a million drafts that wait.

`bin/houtai bench desk`. Beside the lists of articles: a stock Wagtail viewset on the same rows.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from bench.inserts import Cluster, NoPostgres
from bench.newsroom import deciding, figures, pages, peer
from bench.newsroom.paper import paper, told
from bench.peers_environment import NoPeers
from bench.processes import Running, free_port
from bench.rows import Row

Waits = dict[str, list[float]]


def run(*, quick: bool) -> list[Row]:
    count, times, decisions = (100_000, 15, 100) if quick else (1_000_000, 25, 300)
    try:
        with paper(count) as (server, home, place):
            port = free_port()
            with Running("houtai", "web", home=home, port=port):
                seen = {who: waits(port, place, who, times=times) for who in ("manager", "editor")}
                with pages.client_of(port, place["manager"]) as client:
                    decided = deciding.waits(client, count=decisions)
            asked = {who: queries(home, place, who) for who in seen}
            beside = on_peer(server, place, count, times=times)
    except NoPostgres as error:
        print(error, file=sys.stderr)
        return [figures.missing(figures.D1, "the lists of the desk, p95"), figures.missing(figures.D2, "one decision")]
    crowd = f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    size = f"{count:,} articles, {5 * count:,} revisions, {count:,} drafts that wait, all generated"
    return [
        *(row for who, found in seen.items() for row in figures.pages(who, found, asked[who])),
        *(figures.most_asked(who, found) for who, found in asked.items()),
        *figures.beside(seen["manager"], beside, count),
        figures.decision(decided, f"{size}; PostgreSQL, durable; {crowd}"),
    ]


def looked_at(place: Mapping[str, str]) -> dict[str, str]:
    own = {**pages.article_lists(place), **pages.more_lists(), **pages.searches(), **pages.one_article(place)}
    return {**own, **pages.drafts_and_log(place)}


def waits(port: int, place: Mapping[str, str], who: str, *, times: int) -> Waits:
    with pages.client_of(port, place[who]) as client:
        return pages.waits(client, looked_at(place), times=times)


def queries(home: Path, place: Mapping[str, str], who: str) -> dict[str, int]:
    found = looked_at(place)
    counted = json.loads(told(home, "bench.newsroom.asked", place[who], *found.values()))
    return {what: counted[path] for what, path in found.items()}


def on_peer(server: Cluster, place: Mapping[str, str], count: int, *, times: int) -> Waits:
    try:
        with peer.served(server, place["workspace"]) as client:
            return pages.waits(client, {**peer.lists(count), **peer.others(place)}, times=times)
    except NoPeers as error:
        print(error, file=sys.stderr)
        return {}
