"""A reader asks for messages in the browser, gets one, and stops them. Only the push service is ours."""

import asyncio
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils.timezone import now
from playwright.sync_api import Page, expect

from houtai.core.readers.models import Address, Consent
from houtai.modules.content.tests.conftest import written
from houtai.modules.push.client import CHANNELS, Message, Receipt
from houtai.modules.push.models.leaving import Leave
from houtai.modules.push.sample import Sinks
from tests.journeys.browsing import SUBSCRIBES, pushed, shown

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sinks(settings: Any) -> Iterator[Sinks]:
    with Sinks() as running:
        settings.PUSH_ADMIT = running.admit
        yield running


@pytest.fixture
def article(alice: Any) -> Any:
    draft = written(title="Tide tables go digital", body="<p>The harbour office puts its tide tables on line.</p>")
    draft.act("publish", alice)
    return draft


@pytest.fixture
def reading(visit: Callable[..., Page], live_server: Any, article: Any, sinks: Sinks) -> Page:
    page = visit(base_url=live_server.url)
    page.context.grant_permissions(["notifications"], origin=live_server.url)
    page.add_init_script(SUBSCRIBES % json.dumps(sinks.subscription("anna")))
    page.goto(article.get_absolute_url())
    return page


def sent(message: Message) -> list[Receipt]:
    """From a thread of its own, because Playwright keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        sending = partial(asyncio.run, CHANNELS["webpush"].send([message], now=now()))
        return thread.submit(copy_context().run, sending).result(20)


def test_a_reader_subscribes_is_told_and_leaves(reading: Page, sinks: Sinks, live_server: Any):
    reading.get_by_role("button", name="Tell me in this browser").click()
    expect(reading.get_by_text("Done: this browser tells you")).to_be_visible()
    address = Address.objects.get()
    link = Leave(reader=address.reader_id, channel="webpush").url(base=live_server.url)
    message = Message(
        key="w.1",
        reader=address.reader_id,
        address=address.value,
        title="潮汐表 on line",
        body="Read it now.",
        url=f"{live_server.url}/",
        expires=now() + timedelta(hours=1),
        leave_url=link,
    )

    (receipt,) = sent(message)
    assert receipt.state == "delivered", receipt
    assert sinks.problems == []
    # What the push service opened with the browser's keys goes on to the worker, twice: the repeat replaces the first.
    for _ in range(2):
        pushed(reading, message.to_json(most=4000).decode())
    (notification,) = shown(reading)
    assert notification == {
        "title": "潮汐表 on line",
        "body": "Read it now.",
        "tag": "w.1",
        "url": f"{live_server.url}/",
        "leave": link,
    }

    reading.goto(notification["leave"])
    reading.get_by_role("button", name="Stop: Web push").click()
    expect(reading.get_by_text("You get no more messages")).to_be_visible()
    assert not Consent.objects.get().given
    reading.get_by_role("button", name="Undo").click()
    expect(reading.get_by_text("you get messages again")).to_be_visible()


def test_a_browser_that_refuses_is_explained(visit: Callable[..., Page], live_server: Any, article: Any):
    page = visit(base_url=live_server.url)
    page.add_init_script("Notification.requestPermission = async () => 'denied';")
    page.goto(article.get_absolute_url())
    page.get_by_role("button", name="Tell me in this browser").click()
    expect(page.get_by_text("does not allow notifications")).to_be_visible()
    assert not Address.objects.exists()


def test_without_scripts_there_is_still_e_mail(visit: Callable[..., Page], live_server: Any, article: Any):
    page = visit(base_url=live_server.url, java_script_enabled=False)
    page.goto(article.get_absolute_url())
    expect(page.get_by_role("button", name="Tell me in this browser")).to_be_hidden()
    page.get_by_label("Your e-mail address").fill("anna@example.com")
    page.get_by_role("button", name="Send me the best articles").click()
    expect(page.get_by_text("We wrote to anna@example.com")).to_be_visible()
