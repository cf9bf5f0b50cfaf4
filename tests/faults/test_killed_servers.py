"""Web server and worker are killed while they collect and people decide: nothing twice, nothing lost."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from houtai.core.workspaces.tests.loopback import Loopback, reply, serving
from houtai.modules.collect.tests.conftest import feed, item, story
from tests import homes
from tests.faults.browser import Browser
from tests.faults.conftest import Kennel
from tests.serving import Web, running

pytestmark = [
    pytest.mark.long,
    pytest.mark.once("it takes minutes; `HOUTAI_ENGINE=postgresql bin/test` kills them there too"),
]

FEEDS, STORIES = 4, 16
WEB_KILLS, WORKER_KILLS = 6, 14
ACCEPT, SKIP = "content.accept", "collect.skip"
BOB_SIGN_IN = ("bob@example.com", "correct horse battery")
BOB = (
    "from houtai.core.workspaces.models import User; from houtai.core.workspaces import roles; "
    f"roles.assign(User.objects.create_user{BOB_SIGN_IN}, 'Managers', 'Operators')"
)
BOOKS = "from houtai.modules.collect.models import Books; print(Books.differences())"
TWICE = (
    "SELECT key, count(*) FROM work_decision d JOIN work_subject s ON s.id = subject_id"
    " WHERE kind = 'collect.draft' AND mode = 'done' GROUP BY key HAVING count(*) > 1"
)


def feeds(handler: BaseHTTPRequestHandler) -> None:
    if handler.path == "/robots.txt":
        reply(handler, b"", status=404)
        return
    number = int(handler.path.removeprefix("/feed"))
    stories = range(number * STORIES, (number + 1) * STORIES)
    reply(handler, feed(*(item(at, text=story(at)) for at in stories)).encode(), Content_Type="application/xml")


@pytest.fixture
def web_of_feeds() -> Iterator[Loopback]:
    with serving(feeds) as place:
        yield place


def kill_web(web: Web, chance: random.Random, busy: Callable[[], bool]) -> None:
    while web.deaths < WEB_KILLS and busy():
        time.sleep(chance.uniform(0.1, 1.2))
        web.kill()
        web.start()


def collect(kennel: Kennel, boss: Browser) -> None:
    """By workers that are killed, then by one that is not; a task that killed too many is wanted again by hand."""
    chance = random.Random(11)
    for _death in range(WORKER_KILLS):
        ended = kennel.run("worker", "--skip-checks", fatal=0, late=chance.uniform(0.3, 1.5))
        assert ended.status == -9, ended.err
    for number in range(FEEDS):
        boss.send(f"/desk/work/act/collect.refresh/{number + 1}/")
    ended = kennel.run("worker", "--skip-checks", "--once")
    assert ended.status == 0, ended.err


def decide(browser: Browser, collecting: Future[None]) -> None:
    """Until nothing waits and nothing more comes."""
    while browser.decide_next() or not collecting.done():
        pass


def rows(kennel: Kennel, sql: str) -> list[tuple[Any, ...]]:
    return homes.asked(kennel.home, sql)


@contextmanager
def signed_in(origin: str, email: str, password: str, *, choice: str = "") -> Iterator[Browser]:
    browser = Browser(origin, choice=choice)
    with browser.client:
        browser.sign_in(email, password)
        yield browser


def test_killing_web_and_worker_loses_nothing_and_does_nothing_twice(kennel, web_of_feeds):
    place = kennel("home", HOUTAI_COLLECT_ADMIT=f"127.0.0.1:{web_of_feeds.port}")
    assert place.run("prepare").status == 0
    assert place.run("shell", "-c", BOB).status == 0
    email, password = (place.home / "demo-sign-in").read_text().split()
    with ExitStack() as stack:
        web = stack.enter_context(running(place.home))
        owner, boss, bob = (
            stack.enter_context(signed_in(web.origin, *who, choice=choice))
            for who, choice in [((email, password), ACCEPT), ((email, password), ""), (BOB_SIGN_IN, SKIP)]
        )
        for number in range(FEEDS):
            url = web_of_feeds.url(f"/feed{number}")
            boss.send("/desk/collect/sources/add/", name=f"Feed {number}", url=url, soonest="15", latest="1440")
        threads = stack.enter_context(ThreadPoolExecutor(3))
        collecting = threads.submit(collect, place, boss)
        deciding = [threads.submit(decide, browser, collecting) for browser in (owner, bob)]
        kill_web(web, random.Random(12), lambda: not all(one.done() for one in deciding))
        for one in (collecting, *deciding):
            one.result()
    drafts = rows(place, "SELECT title, state FROM collect_draft")
    assert sorted(title for title, _state in drafts) == sorted(f"Story {at}" for at in range(FEEDS * STORIES))
    assert {state for _title, state in drafts} <= {"published", "skipped"}
    assert rows(place, TWICE) == []
    assert len(owner.made) + len(bob.made) == len(set(owner.made + bob.made)) == FEEDS * STORIES
    assert rows(place, "SELECT count(*) FROM content_article WHERE live")[0][0] == len(owner.made)
    assert place.run("shell", "-c", BOOKS).out.strip().endswith("[]")
    assert place.run("decisions", "verify", "--skip-checks").status == 0
    assert owner.retries + bob.retries > 0
