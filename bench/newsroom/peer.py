"""Stock Wagtail beside us: a snippet viewset on a copy of the same articles and revisions, on the same server."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bench.cost import wait
from bench.inserts import Cluster
from bench.newsroom.pages import SORTS, WORD, client_of
from bench.peers_environment import python, surroundings
from bench.processes import ROOT, free_port

LIST, PAGE = "/desk/snippets/newsroom/article/", 20


def lists(count: int) -> dict[str, str]:
    """By the same words as ours."""
    return {
        "articles": LIST,
        "published articles": f"{LIST}?state=published",
        "articles of the smallest column": f"{LIST}?column=40",
        **{f"articles by {what}": f"{LIST}?ordering={name.removesuffix('__name')}" for what, name in SORTS.items()},
        "articles, half of all deep": f"{LIST}?p={count // 2 // PAGE}",
    }


def others(place: Mapping[str, str]) -> dict[str, str]:
    return {
        "articles with a word of some": f"{LIST}?q={WORD}",
        "articles with a word of none": f"{LIST}?q=zeppelin",
        "an article's editor": f"{LIST}edit/{place['article']}/",
        "an article's history": f"{LIST}history/{place['article']}/",
    }


@contextmanager
def served(server: Cluster, database: str) -> Iterator[httpx.Client]:
    """A client who is signed in there. Raises NoPeers."""
    interpreter, port = python(), free_port()
    with TemporaryDirectory(prefix="houtai-bench-") as name:
        env = surroundings("newsroom", PEER_HOME=name, PEER_PORT=server.port, PEER_DATABASE=database)
        fill = [str(interpreter), "-P", "-m", "bench.peers.newsroom.fill"]
        cookie = subprocess.run(fill, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout.split()[
            -1
        ]
        serve = [str(interpreter), "-P", "-m", "bench.peers.serve", str(port)]
        with (
            (Path(name) / "log").open("wb") as log,
            subprocess.Popen(serve, cwd=ROOT, env=env, stdout=log, stderr=log) as process,
        ):
            try:
                wait(port, process)
                with client_of(port, f"sessionid={cookie}") as client:
                    yield client
            finally:
                process.terminate()
