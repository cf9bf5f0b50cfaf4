"""Both adapters, ASGI by hand and RSGI on the real server, say the same."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from houtai.core.events import asgi
from houtai.core.events.collector import Collector
from houtai.core.events.intake import Intake, read, segments
from houtai.core.events.tests.test_the_collector_answers import BROWSER, body


@pytest.fixture
def door(db, tmp_path, monkeypatch):
    """The web server's way in, its lookups done beforehand, because a thread would not see this test's rows."""
    intake = Intake(tmp_path, most_bytes=2**20)
    collector = Collector(intake)
    for name in ("localhost", "localhost:8000", "elsewhere.example"):
        collector.sites.look_up(name)
    monkeypatch.setattr(asgi, "collector", lambda: collector)
    yield asgi.Door(refuse_all)
    intake.close()


async def refuse_all(scope, receive, send):
    raise AssertionError("went past the door")


def ask(door, sent=b"", *, method="POST", **headers):
    lines = {"host": "localhost", "origin": "http://localhost", "user_agent": BROWSER, **headers}
    scope = {"type": "http", "path": "/e/", "method": method}
    scope["headers"] = [(name.replace("_", "-").encode(), value.encode()) for name, value in lines.items()]
    parts = [sent[at : at + 100_000] for at in range(0, max(len(sent), 1), 100_000)]
    messages = [{"body": part, "more_body": at < len(parts) - 1} for at, part in enumerate(parts)]
    said = []

    async def receive():
        return {"type": "http.request", **messages.pop(0)}

    async def send(message):
        said.append(message)

    asyncio.run(door(scope, receive, send))
    return said[0]["status"], dict(said[0]["headers"]), said[1]["body"]


def test_the_web_server_takes_events(door):
    assert ask(door, body())[0] == 202


def test_ten_megabytes_are_refused_without_reading_them_all(door):
    assert ask(door, b" " * 10_000_000)[0] == 413
    assert ask(door, b"", content_length="10000000")[0] == 413


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
def test_other_methods_are_refused(door, method):
    status, headers, _body = ask(door, method=method)
    assert (status, headers[b"allow"]) == (405, b"POST, OPTIONS")


def test_a_page_of_ours_under_another_port_may_ask_and_read(door):
    status, headers, _body = ask(door, method="OPTIONS", origin="http://localhost:8000")
    assert (status, headers[b"access-control-allow-origin"]) == (204, b"http://localhost:8000")
    status, headers, _body = ask(door, body(), origin="http://localhost:8000")
    assert (status, headers[b"access-control-allow-origin"]) == (202, b"http://localhost:8000")


def test_a_foreign_page_may_not_ask(door):
    status, headers, _body = ask(door, method="OPTIONS", origin="http://elsewhere.example")
    assert (status, b"access-control-allow-origin" in headers) == (403, False)


def test_the_collectors_own_process_takes_events_and_ends_in_order(new_home, tmp_path):
    home = new_home("home")
    environment = {**os.environ, "HOUTAI_HOME": str(home)}
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "houtai", "collector", "--port", str(port)], env=environment)
    try:
        place = f"http://localhost:{port}/e/"
        headers = {"Origin": f"http://localhost:{port}", "User-Agent": BROWSER}
        assert post(place, body(), headers) == 202
        assert post(place, b"{", headers) == 400
        assert post(place, b" " * 300_000, headers) == 413
        assert post(place, iter([body()]), headers) == 202
        assert post(place, body(), {**headers, "Origin": "http://elsewhere.example"}) == 403
    finally:
        process.terminate()
        process.wait(20)
    records = [json.loads(one.partition(b"\n")[2]) for path in segments(home / "intake") for one in read(path, 0)[0]]
    assert len(records) == 2


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def post(address, data, headers):
    until = time.monotonic() + 60
    while True:
        try:
            request = urllib.request.Request(address, data=data, headers=headers, method="POST")
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
