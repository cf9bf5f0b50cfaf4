"""What workspaces cost a request: the same pages of the same Wagtail, plain and within our workspaces, in turns."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bench.peers_environment import python, surroundings
from bench.processes import ROOT, STARTS_WITHIN_SECONDS, DidNotStart, free_port
from houtai.site.pulse import answers

ROWS = 200
PAGES = {
    "a page of one query": "/one/",
    "the list of images": "/desk/images/",
    "a list of snippets": "/desk/snippets/shelf/article/",
    "an edit page": "/desk/snippets/shelf/article/edit/1/",
}
Times = dict[str, dict[str, float]]


def medians(*, turns: int) -> Times:
    """Milliseconds by page, of the "plain" and of the "guarded" one. Raises NoPeers."""
    peer = python()
    with TemporaryDirectory(prefix="houtai-bench-") as name, ExitStack() as stack:
        clients = {
            "plain": stack.enter_context(served(peer, Path(name) / "plain", "plain")),
            "guarded": stack.enter_context(served(Path(sys.executable), Path(name) / "guarded", "guarded")),
        }
        return {page: beside(clients, path, turns=turns) for page, path in PAGES.items()}


def beside(clients: dict[str, httpx.Client], path: str, *, turns: int) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in clients}
    for turn in range(turns + 5):
        for name, client in clients.items():
            began = time.perf_counter()
            answer = client.get(path)
            if turn >= 5:  # The first ones warm up.
                taken[name].append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, (name, path, answer.status_code)
    return {name: statistics.median(times) for name, times in taken.items()}


@contextmanager
def served(interpreter: Path, home: Path, settings: str) -> Iterator[httpx.Client]:
    """A filled Wagtail with a server of one process, and a client who is signed in there."""
    home.mkdir()
    port = free_port()
    env = surroundings(settings, PEER_HOME=str(home), HOUTAI_HOME=str(home), HOUTAI_URL=f"http://localhost:{port}")
    fill = [str(interpreter), "-P", "-m", "bench.peers.shelf.fill", str(ROWS)]
    cookie = subprocess.run(fill, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout.split()[-1]
    serve = [str(interpreter), "-P", "-m", "bench.peers.serve", str(port)]
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen(serve, cwd=ROOT, env=env, stdout=log, stderr=log) as process,
    ):
        try:
            wait(port, process)
            with httpx.Client(
                base_url=f"http://localhost:{port}", cookies={"sessionid": cookie}, timeout=60, trust_env=False
            ) as client:
                yield client
        finally:
            process.terminate()


def wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while not answers(port=port):
        if time.monotonic() > until or process.poll() is not None:
            raise DidNotStart(f"a peer did not answer at port {port}")
        time.sleep(0.05)
