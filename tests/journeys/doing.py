"""What every journey does on the way."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import Client
from django.utils.timezone import now
from playwright.sync_api import Page

from houtai.core.workspaces.tasks import relay
from houtai.core.workspaces.worker import Worker
from houtai.modules.collect.models import Source

PASSWORD = "correct horse battery"
QUEUE = "/desk/work/queues/collect-drafts/"


def bring_session(page: Page, person: Any, origin: str) -> None:
    """Sign in without the form, which has journeys of its own."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": origin}])


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")


def tab_to(page: Page, selector: str, *, most: int = 80) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    for _ in range(most):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {selector}.")


def work_off() -> int:
    """Do what a worker would do by now, without the schedule. Returns the number of tasks."""
    worker, ran = Worker(), 0
    while relay() or worker.run_one():
        ran += 1
    return ran


def collect(web: Any, name: str) -> None:
    """Have one more of the sample sources looked at."""
    source = Source.objects.create(name=f"Sample {name}", url=web.url(f"/{name}/feed.xml"), next_at=now())
    source.collect(now=now(), admit=web.admit, sleep=lambda seconds: None)


def toast(page: Page) -> Any:
    """The strip in which the queue says what it did."""
    return page.locator(".h-toast")


def title(page: Page) -> str:
    """Of the item that the queue shows."""
    return str(page.locator("section[data-queue-target~=item]").get_attribute("data-title"))


def expect_fault(faults: list[str], words: str) -> None:
    """Browsers report an answer such as 409 as a fault; here it was meant to come."""
    assert any(words in fault for fault in faults)
    faults[:] = [fault for fault in faults if words not in fault]
