"""Two workspaces behind one real server: a cookie, a token or a host of one opens nothing of the other."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.faults.conftest import ROOT, environment
from tests.serving import Web, free_port

ALICE = ("alice@example.com", "correct horse battery")
MAKE = f"""
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.lifecycle import make
from houtai.core.workspaces.models import User
one = make(name="One", host="one.localhost")
with enter(one.pk):
    alice = User.objects.create_superuser{ALICE}
make(name="Two", host="two.localhost", owner=alice.identity)
"""
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|token)" value="([\w-]+)"')
SWITCH = re.compile(r"/desk/workspaces/switch/(\w+)/")


class Visitor:
    """A browser as far as cookies go: one jar for each host."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.jars: dict[str, httpx.Client] = {}

    def at(self, name: str) -> httpx.Client:
        headers = {"Host": f"{name}.localhost:{self.port}"}
        self.jars.setdefault(name, httpx.Client(base_url=f"http://127.0.0.1:{self.port}", headers=headers, timeout=30))
        return self.jars[name]

    def close(self) -> None:
        for jar in self.jars.values():
            jar.close()

    def sign_in(self, name: str) -> None:
        form = dict(HIDDEN.findall(self.at(name).get("/account/login/").text))
        answer = self.at(name).post("/account/login/", data={**form, "login": ALICE[0], "password": ALICE[1]})
        assert answer.headers["Location"] == "/desk/"

    def is_in(self, name: str) -> bool:
        return self.at(name).get("/desk/").status_code == 200

    def token(self, name: str) -> str:
        """What the desk of this workspace would have the browser post to the other one."""
        page = self.at(name).get("/desk/").text
        csrf = {"csrfmiddlewaretoken": self.at(name).cookies["csrftoken"]}
        found = SWITCH.search(page)
        assert found
        return dict(HIDDEN.findall(self.at(name).post(found[0], data=csrf).text))["token"]

    def arrive(self, name: str, token: str, *, by: str) -> int:
        origin = {"Origin": f"http://{by}.localhost:{self.port}"}
        return self.at(name).post("/account/arrive/", data={"token": token}, headers=origin).status_code


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture
def visitor(new_home: Callable[[str], Path], port: int) -> Iterator[Visitor]:
    web = Web(home=new_home("home"), port=port)
    env = environment(web.home, HOUTAI_URL=f"http://localhost:{port}")
    subprocess.run(
        [sys.executable, "-P", "-m", "houtai", "shell", "-v", "0", "-c", MAKE], env=env, cwd=ROOT, check=True
    )
    found = Visitor(port)
    web.start()
    try:
        yield found
    finally:
        found.close()
        assert web.process is not None
        os.killpg(web.process.pid, signal.SIGKILL)
        web.process.wait()


def test_what_belongs_to_one_opens_nothing_of_the_other(visitor: Visitor) -> None:
    visitor.sign_in("one")
    session = visitor.at("one").cookies["sessionid"]
    stolen = {"Cookie": f"sessionid={session}"}
    assert visitor.at("two").get("/desk/", headers=stolen).status_code == 302
    assert visitor.is_in("one")
    assert visitor.at("nowhere.one").get("/desk/").status_code == 404

    token = visitor.token("one")
    assert visitor.arrive("two", token, by="evil") == 403
    assert visitor.arrive("two", token, by="one") == 403
    token = visitor.token("one")
    assert visitor.arrive("two", token, by="one") == 302
    assert visitor.is_in("two")
    assert visitor.arrive("two", token, by="one") == 403

    visitor.at("two").post("/desk/logout/", data={"csrfmiddlewaretoken": visitor.at("two").cookies["csrftoken"]})
    assert not visitor.is_in("two")
    assert not visitor.is_in("one")
