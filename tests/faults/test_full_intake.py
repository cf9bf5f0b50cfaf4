"""A disk that has no room for events: the collector says so and when to come again, and keeps all that it took."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from houtai.core.events.tests.test_the_collector_answers import BROWSER, body
from tests.faults.conftest import ROOT, environment
from tests.serving import free_port

pytestmark = pytest.mark.once("the intake is files")

# No file may grow beyond so many half kilobytes, as on a full disk; a few batches of EVENTS fit into it.
NARROW, EVENTS, BATCHES = ["sh", "-c", 'ulimit -f 120 && exec "$@"', "sh"], 100, 12
STORED = """
import json
from houtai.core.events.log import event_log
rows = event_log().rows()
found = rows.filter(rows.fate == 0).group_by("batch").aggregate(n=lambda t: t.count()).to_pyarrow().to_pylist()
print(json.dumps(sorted(row["n"] for row in found)))
"""


@contextmanager
def collecting(home: Path) -> Iterator[httpx.Client]:
    port = free_port()
    command = [*NARROW, sys.executable, "-P", "-m", "houtai", "collector", "--skip-checks", "--port", str(port)]
    with subprocess.Popen(command, env=environment(home), cwd=ROOT) as process:
        headers = {"Origin": f"http://localhost:{port}", "User-Agent": BROWSER}
        with httpx.Client(base_url=f"http://localhost:{port}", headers=headers, trust_env=False) as client:
            until = time.monotonic() + 60
            while not answers(client):
                assert time.monotonic() < until
                time.sleep(0.05)
            yield client
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def answers(client: httpx.Client) -> bool:
    try:
        return client.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


def batch(number: int) -> bytes:
    told = json.loads(body())
    event = told["events"][0] | {"path": "/" + "long/" * 20}
    return json.dumps(told | {"id": f"{number:022}", "events": [event] * EVENTS}).encode()


def test_what_finds_no_room_is_refused_and_what_was_taken_is_kept(kennel):
    place = kennel("home")
    taken, refused = 0, 0
    with collecting(place.home) as client:
        for number in range(BATCHES):
            while (answer := client.post("/e/", content=batch(number))).status_code != 202:
                assert answer.status_code == 503, answer.text
                assert int(answer.headers["Retry-After"]) >= 1
                refused += 1
                assert refused <= BATCHES
            taken += 1
    assert refused > 0
    assert place.run("writer", "--once", "--skip-checks").status == 0
    told = place.run("shell", "-c", STORED)
    assert json.loads(told.out.splitlines()[-1]) == [EVENTS] * taken
