"""All of it by hand: a reader reads and subscribes, an operator pushes what is hot, and each push can be explained."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.timezone import now
from playwright.sync_api import Browser, Page, expect

from houtai.core.events.log import events
from houtai.core.events.writer import Writer
from houtai.core.readers.following import follow
from houtai.core.readers.models import Audience, Reader
from houtai.modules.content.tests.conftest import written
from houtai.modules.push.models import Policy
from houtai.modules.push.models.recording import record_assignments
from houtai.modules.push.sample import Sinks
from houtai.modules.rankings.models import Ranking, refresh
from tests.conftest import CHROMIUM, SWITCHES
from tests.journeys.browsing import SUBSCRIBES, pushed, shown
from tests.journeys.collecting import collecting
from tests.journeys.doing import work_off

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
TITLE = "Tide tables go digital"


@pytest.fixture
def chromium(chromium: Browser) -> Iterator[Browser]:
    """What a page sends on leaving says the browser's own name, whatever its pages say; a headless one is a bot."""
    named = chromium.browser_type.launch(executable_path=CHROMIUM, args=[*SWITCHES, f"--user-agent={BROWSER}"])
    yield named
    named.close()


@pytest.fixture
def sinks(settings: Any, live_server: Any) -> Iterator[Sinks]:
    settings.URL = SimpleNamespace(**{**vars(settings.URL), "origin": live_server.url})
    with Sinks() as running:
        settings.PUSH_ADMIT = running.admit
        yield running


@pytest.fixture
def home(settings: Any, live_server: Any) -> Iterator[Path]:
    """Events go through the collector into this installation's own intake."""
    with collecting(settings, Path(settings.HOME) / "intake") as intake:
        yield intake.parent


@pytest.fixture
def story(alice: Any) -> Any:
    """Published. One reader is enough to make it hot, any hour will do, and chance leaves nobody out."""
    Ranking.objects.update(minimum=1)
    policy = Policy.current()
    policy.holdout, policy.quiet_from, policy.quiet_to = 0, 0, 0
    policy.save()
    Audience.objects.create(name="Everybody")
    draft = written(title=TITLE, body="<p>The harbour office puts its tide tables on line.</p>")
    draft.act("publish", alice)
    return draft


@pytest.fixture
def reader(visit: Callable[..., Page], live_server: Any, story: Any, sinks: Sinks, home: Path) -> Page:
    page = visit(base_url=live_server.url, shy=False)
    page.context.grant_permissions(["notifications"], origin=live_server.url)
    page.add_init_script(SUBSCRIBES % json.dumps(sinks.subscription("anna")))
    return page


@pytest.fixture
def operator(at_desk: Callable[..., Page], bob: Any) -> Page:
    return at_desk(bob)


def leave(page: Page, home: Path, *, views: int) -> None:
    """The tracker hands over what it has; then what the writer and the worker do by themselves within a minute."""
    page.goto("about:blank")
    writer = Writer(home, clock=now)
    try:
        for _ in range(100):
            writer.run_once()
            if events().filter(lambda row: row.name == "view").count().execute() >= views:
                break
            page.wait_for_timeout(50)
    finally:
        writer.close()
    follow(now=now())
    refresh(now=now())


def send(operator: Page, headline: str) -> str:
    """From the ranking through the console; gives the address of the push's page."""
    operator.goto("/desk/rankings/")
    operator.get_by_role("link", name="Push this").click()
    expect(operator.get_by_label("Headline", exact=True)).to_have_value(TITLE)
    operator.get_by_label("Headline", exact=True).fill(headline)
    operator.get_by_label("Who is to get it").select_option(label="Everybody")
    expect(operator.locator(".p-side")).to_contain_text("belongs")
    operator.get_by_role("button", name="Send or schedule").click()
    operator.get_by_role("button", name="Send", exact=True).click()
    expect(operator.get_by_text("is on its way")).to_be_visible()
    return operator.url


def work() -> None:
    """What the worker does by itself, in a thread of its own, because Playwright keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(copy_context().run, work_off).result(30)
    record_assignments()


def ask_why(operator: Page, reader: Reader, words: str) -> None:
    operator.get_by_label("The reader's key or number").fill(str(reader.pk))
    operator.get_by_role("button", name="Ask").click()
    expect(operator.get_by_text(words)).to_be_visible()


def subscribe(reader: Page) -> None:
    """From the newest articles to one of them, and there to the button below it."""
    reader.goto("/")
    reader.mouse.move(50, 50)
    reader.wait_for_timeout(1200)
    reader.get_by_role("link", name=TITLE).first.click()
    reader.get_by_role("button", name="Tell me in this browser").click()
    expect(reader.get_by_text("Done: this browser tells you")).to_be_visible()


def receive(reader: Page, sinks: Sinks) -> dict[str, str]:
    """What the push service could decrypt goes on to the browser, which shows it."""
    (message,) = sinks.received
    assert sinks.problems == []
    reader.goto("/")
    pushed(reader, json.dumps(asdict(message)))
    (notification,) = shown(reader)
    return notification


def test_what_is_hot_is_pushed_read_explained_and_stopped(
    reader: Page, operator: Page, story: Any, sinks: Sinks, home: Path
) -> None:
    subscribe(reader)
    leave(reader, home, views=2)
    anna = Reader.objects.get()

    page = send(operator, "High water, high tech")
    work()
    notification = receive(reader, sinks)
    assert notification["title"] == "High water, high tech"
    reader.goto(notification["url"])
    assert reader.url.endswith(story.get_absolute_url())
    leave(reader, home, views=4)
    operator.goto(page)
    expect(operator.locator(".h-stat", has_text="Readers who came").locator(".h-stat-value")).to_have_text("1")
    ask_why(operator, anna, "It was delivered by Web push")

    reader.goto(notification["leave"])
    reader.get_by_role("button", name="Stop: Web push").click()
    expect(reader.get_by_text("You get no more messages")).to_be_visible()
    page = send(operator, "The next one")
    work()
    assert len(sinks.received) == 1
    operator.goto(page)
    ask_why(operator, anna, "The reader opted out")
