"""The process in front serves a workspace of the other engine through that engine's own process."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.conf import settings as django_settings

from houtai.core.workspaces.asgi import ByHost
from houtai.core.workspaces.registry import default_workspace
from houtai.core.workspaces.tests.asked import ask, says_workspace
from houtai.site.pulse import answers

pytestmark = pytest.mark.django_db(transaction=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def behind(port):
    """The real server of this engine, as the process behind."""
    own = {"HOUTAI_HOME": str(django_settings.HOME), "HOUTAI_SECRET_KEY": django_settings.SECRET_KEY}
    command = [sys.executable, "-m", "houtai", "web", "--internal-port", str(port)]
    running = subprocess.Popen(command, env={**os.environ, **own}, cwd=django_settings.ROOT)
    try:
        until = time.monotonic() + 300
        while not answers(port=port):
            assert time.monotonic() < until, "it never answered"
            time.sleep(0.1)
        yield
    finally:
        running.terminate()
        running.wait(30)


async def heard(path):
    """What a browser that is signed in nowhere gets by websocket, until it is closed."""
    app, told, over = ByHost(says_workspace, sockets={"/coedit/": says_workspace}), [], asyncio.Event()
    hello = {"hello": {"schema": 1, "client": 5}}
    says = [{"type": "websocket.connect"}, {"type": "websocket.receive", "text": json.dumps(hello)}]

    async def receive():
        if not says:
            await over.wait()
        return says.pop(0)

    async def send(message):
        told.append(message)

    headers = [(b"host", b"localhost"), (b"origin", b"http://localhost")]
    scope = {"type": "websocket", "path": path, "query_string": b"", "headers": headers, "client": ("127.0.0.1", 1)}
    await asyncio.wait_for(app(scope, receive, send), 60)
    return told


def test_a_page_comes_through_two_processes_and_from_the_inner_one_to_nobody_else(settings):
    settings.INNER_PORT = port = free_port()
    assert default_workspace()
    with behind(port):
        settings.ENGINE = {"sqlite": "postgresql", "postgresql": "sqlite"}[settings.ENGINE]
        status, page = ask("localhost", path="/account/login/")
        assert (status, "csrfmiddlewaretoken" in page) == (200, True)
        told = asyncio.run(heard("/coedit/content.article/1/body/"))
        assert [message["type"] for message in told] == ["websocket.accept", "websocket.send", "websocket.close"]
        assert json.loads(told[1]["text"])["refused"]["code"] == told[2]["code"] == 4401
        with socket.create_connection(("127.0.0.1", port)) as stranger:
            stranger.sendall(b"GET /account/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert stranger.recv(100).startswith(b"HTTP/1.1 404")
    assert ask("localhost", path="/account/login/")[0] == 502
