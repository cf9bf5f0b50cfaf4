"""Readers see one of two headlines by chance, keep it, and the one they open more is shown to everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.utils.timezone import now

from houtai.core.events import senders
from houtai.core.events.log import events
from houtai.core.events.writer import Writer
from houtai.modules.content.models import Article, Headline
from houtai.modules.strategies.models import Trial
from houtai.modules.strategies.models.run import tick
from houtai.modules.strategies.tests.testing_headlines import OTHER, article, at_work
from tests.journeys.collecting import collecting
from tests.journeys.test_tracker import wait_for

pytestmark = pytest.mark.once("what browsers draw and send; the intake and the log are files")

TITLE, READERS = "Tide tables go digital", 6


@pytest.fixture
def piece(owner, transactional_db):
    made = article(Article, Headline, by=owner)
    at_work(by=owner, least=1)
    tick(now=now())
    return made


@pytest.fixture
def reader(settings, visit, live_server, monkeypatch):
    """A visitor of their own, for whom this chance is drawn."""
    # What leaves with the page says that the browser is headless, whatever it was told to say.
    monkeypatch.setattr(senders, "is_bot", lambda agent: False)
    with collecting(settings, configured.HOME / "intake"):

        def come(chance):
            page = visit(base_url=live_server.url, shy=chance is None)
            page.add_init_script(f"Math.random = () => {chance or 0}")
            page.goto("/")
            return page

        yield come


def headline(page):
    """Once it was in sight for a moment, which is what counts as shown."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))")
    return page.locator("article.teaser h2").inner_text()


def moved():
    """Move what they did into the event log, and give how many saw a headline and how many opened it."""
    writer = Writer(configured.HOME, clock=now)
    writer.run_once()
    writer.close()
    found = events().to_pyarrow().to_pylist()
    return [len({event["visitor"] for event in found if event["name"] == name}) for name in ("show", "click")]


def test_both_are_shown_in_equal_parts_clicks_are_counted_and_the_better_one_wins(reader, piece):
    shown = []
    for number in range(READERS):
        page = reader((number + 0.5) / READERS)
        shown.append(headline(page))
        if shown[-1] == OTHER or number == 0:
            page.get_by_role("link", name=shown[-1]).first.click()
            page.wait_for_url(f"**{piece.get_absolute_url()}")
            assert page.locator("h1").inner_text() == shown[-1]
        if number == READERS - 1:
            page.goto("/")
            assert headline(page) == shown[-1]
        page.goto("about:blank")
    assert shown == [TITLE] * 3 + [OTHER] * 3
    page = reader(None)
    assert (headline(page), page.evaluate("localStorage.length")) == (TITLE, 0)
    wait_for(lambda: moved() == [READERS, 4])
    tick(now=now() + timedelta(hours=49))
    trial = Trial.objects.get()
    assert (trial.tried.sides, trial.winner) == ([(3, 1), (3, 3)], 1)
    assert headline(reader(None)) == OTHER
