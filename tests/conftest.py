"""A real Chromium for the journeys."""

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.signals import request_finished, request_started
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

CHROMIUM = os.environ.get("HOUTAI_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
# Its sandbox needs rights that a container or root does not give; imitating a graphics card takes a fifth of its time.
SWITCHES = ["--no-sandbox", "--disable-gpu"]
WIDE = {"viewport": {"width": 1360, "height": 900}, "locale": "en-GB", "timezone_id": "UTC"}
# Most visitors here ask not to be tracked: the test server is not the one that takes events in.
SHY = 'Object.defineProperty(Navigator.prototype, "globalPrivacyControl", {value: true, configurable: true})'
# Milliseconds: on a busy machine a page may take its time.
PATIENCE = 30_000
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@pytest.fixture(scope="session")
def _kept_files() -> Iterator[None]:
    """Browsers keep the scripts and style sheets of the live server, as they do those of the real one."""
    served = StaticFilesHandler.serve

    def serve(handler: StaticFilesHandler, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = served(handler, request)
        patch_cache_control(response, public=True, max_age=3600)
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", serve)
        yield


@pytest.fixture(scope="session")
def chromium(_kept_files: None) -> Iterator[Browser]:
    """One browser for the run. Without one the journeys fail; none is skipped."""
    if CHROMIUM is None:
        pytest.fail("No Chromium: run bin/test, which installs it, or set HOUTAI_CHROMIUM to one.")
    # Playwright keeps an event loop in this thread, and Django takes its own database calls for async ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What browsers complained about: scripts, the policy, requests. A test takes out what it meant to happen."""
    found: list[str] = []
    yield found
    assert found == []


class Traffic:
    """Requests that the live server is answering. A late one would hand back a connection to files that are gone."""

    def __init__(self) -> None:
        self.open, self.last = 0, time.monotonic()
        request_started.connect(self.begin)
        request_finished.connect(self.end)

    def begin(self, **_signal: Any) -> None:
        self.open, self.last = self.open + 1, time.monotonic()

    def end(self, **_signal: Any) -> None:
        self.open, self.last = self.open - 1, time.monotonic()

    def rest(self, *, quiet: float = 0.6, most: float = 10) -> None:
        """Wait until nothing has come in for a moment. Times are in seconds."""
        began = time.monotonic()
        while time.monotonic() - began < most and (self.open > 0 or time.monotonic() - self.last < quiet):
            time.sleep(0.02)


@pytest.fixture
def traffic() -> Iterator[Traffic]:
    counted = Traffic()
    yield counted
    counted.rest()


def complains(message: ConsoleMessage) -> bool:
    """Whether it is an error of ours. Django's live server has no rooms; those have a journey on the real one. And
    Wagtail saves by itself what is not whole yet, and is told so: whoever types slowly sees that.
    """
    told = f"{message.text} {message.location['url']}"
    of_rooms = "/coedit/" in told
    half_typed = "400 (Bad Request)" in told and re.search(r"/desk/snippets/[^?]+/(add|edit/\w+)/$", told)
    return message.type == "error" and not of_rooms and not half_typed


@pytest.fixture
def visit(chromium: Browser, faults: list[str], traffic: Traffic) -> Iterator[Callable[..., Page]]:
    """Opens a browser of its own for a visitor: no cookies, a wide window, English, unless told otherwise."""
    contexts: list[BrowserContext] = []

    def opened(*, shy: bool = True, **options: Any) -> Page:
        context = chromium.new_context(**{**WIDE, **options})
        if shy:
            context.add_init_script(SHY)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if complains(message) else None)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """A newcomer's browser."""
    return visit()
