"""Goal W1: new workspaces, asked for at the platform's desk, until their first desk page is there for their owner."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import httpx

from bench.desk_waits import signed_in
from bench.processes import Running, free_port, scratch_home

MAKE, SWITCH, ARRIVE, DESK = "/desk/platform/make/", "/desk/workspaces/switch/{}/", "/account/arrive/", "/desk/"
TOKEN = re.compile(r'name="token" value="([\w-]{43})"')


class Platform:
    """A web server of the product, and the owner of its default workspace, signed in."""

    def __init__(self, home: Path, port: int) -> None:
        self.port, self.client = port, signed_in(home, port)
        self.email = (home / "demo-sign-in").read_text("utf-8").split()[0]
        assert self.client.get(MAKE).status_code == 200
        self.there = httpx.Client(base_url=f"http://localhost:{port}", timeout=60, trust_env=False)

    def wait(self, number: int, *, engine: str) -> float:
        """Seconds from asking for a workspace to its first desk page, by the way that the desk's menu takes."""
        host = f"w{number}.bench.example"
        began = time.perf_counter()
        made = self.ask(MAKE, name=f"Workspace {number}", host=host, owner=self.email, engine=engine)
        key = made.url.path.split("/")[-3]
        handed = TOKEN.search(self.ask(SWITCH.format(key)).text)
        assert handed, key
        self.arrive(host, handed[1])
        return time.perf_counter() - began

    def ask(self, path: str, **form: str) -> httpx.Response:
        token = self.client.cookies["csrftoken"]
        referer = {"Referer": str(self.client.base_url)}
        answer = self.client.post(path, data={**form, "csrfmiddlewaretoken": token}, headers=referer)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:2000])
        return answer

    def arrive(self, host: str, token: str) -> None:
        self.there.cookies.clear()
        headers = {"Host": f"{host}:{self.port}", "Origin": f"http://localhost:{self.port}"}
        assert self.there.post(ARRIVE, data={"token": token}, headers=headers).status_code == 302
        answer = self.there.get(DESK, headers=headers)
        assert answer.status_code == 200, (host, answer.status_code)


def waits(*, count: int) -> list[float]:
    """Seconds for each of so many, one after the other, on the engine that the surroundings name."""
    with scratch_home() as home, served(home) as platform:
        engine = os.environ.get("HOUTAI_ENGINE", "sqlite")
        platform.wait(0, engine=engine)  # The first one warms up.
        return [platform.wait(number, engine=engine) for number in range(1, count + 1)]


@contextmanager
def served(home: Path) -> Iterator[Platform]:
    port = free_port()
    with Running("houtai", "web", home=home, port=port):
        yield Platform(home, port)


def waits_on(url: str, *, count: int) -> list[float]:
    """The same with every workspace on this PostgreSQL server."""
    with patch.dict(os.environ, HOUTAI_ENGINE="postgresql", HOUTAI_POSTGRES_URL=url):
        return waits(count=count)
