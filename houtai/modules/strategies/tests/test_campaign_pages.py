"""Writing a campaign, its preview, and its page at work."""

from __future__ import annotations

import pytest
from django.urls import reverse

from houtai.core.work.errors import NotPossible
from houtai.modules.strategies.models import Effect, tick
from houtai.modules.strategies.tests.campaigning import HOUR, NINE, campaign, everybody, hot, offer, started
from houtai.modules.strategies.tests.conftest import run

pytestmark = pytest.mark.once("what stands on pages; the walks ask for each of them on every engine")

VIEWS = "wagtailsnippets_strategies_strategy"


@pytest.fixture(autouse=True)
def offered(monkeypatch, db):
    offer(monkeypatch)


@pytest.fixture
def live(alice):
    return started(campaign(readers=30), by=alice)


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


def test_the_page_shows_the_next_turn_what_it_sent_and_why_not_more(desk, live):
    first, _second, third = hot(0.2, 0.05, 0.3)
    tick(now=NINE)
    tick(now=NINE + HOUR)
    tick(now=NINE + 2 * HOUR)
    page = desk.get(f"/desk/strategies/{live.pk}/").content.decode()
    for shown in (first.title, third.title, "every hour from 8:00", "None of the candidates fits.", "sent before"):
        assert shown in page, shown
    assert "Not sure yet: nobody" in page


@pytest.mark.parametrize(
    ("visits", "held", "said"),
    [(4000, 100, "It brings visits"), (1000, 500, "It costs visits"), (1010, 250, "Not sure yet")],
)
def test_the_page_says_what_the_effect_means(desk, live, visits, held, said):
    Effect.objects.create(
        strategy=live,
        at=NINE,
        since_decision=live.standing.since_decision,
        percent=20,
        treated=4000,
        treated_visits=visits,
        treated_squares=visits,
        held=1000,
        held_visits=held,
        held_squares=held,
    )
    assert said in desk.get(f"/desk/strategies/{live.pk}/").content.decode()


def test_strangers_find_no_page(client, live, charlie):
    client.force_login(charlie)
    assert client.get(f"/desk/strategies/{live.pk}/").status_code in (302, 403, 404)


def test_the_preview_says_who_would_get_what_and_why(desk, alice):
    strategy = campaign(readers=100)
    first, second = hot(0.05, 0.2)
    address = reverse(f"{VIEWS}:preview_on_edit", args=[strategy.pk])
    page = desk.get(reverse(f"{VIEWS}:edit", args=[strategy.pk]))
    assert page.status_code == 200
    revision = strategy.latest_revision
    shown = desk.get(reverse(f"{VIEWS}:revisions_view", args=[strategy.pk, revision.pk]))
    text = shown.content.decode()
    assert "has 100 readers now" in text, address
    assert text.index(first.title) < text.index("no rule holds") < text.index(second.title) < text.index("send it")


def test_a_preset_fills_the_form_in(desk):
    everybody(1)
    page = desk.get(reverse(f"{VIEWS}:add") + "?preset=hot").content.decode()
    for shown in ("Hot articles hourly", "Among the five hottest", "age_hours"):
        assert shown in page, shown
    assert "New campaign" in desk.get(reverse(f"{VIEWS}:list")).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"schedule": None}, "needs the part “When”"),
        ({"audience": None}, "needs the part “Audience”"),
        ({"candidates": None}, "needs the part “Candidates”"),
        ({"scratch_send": None}, "needs the part “Send”"),
        ({"rule": None}, "at least one rule"),
        ({"schedule": [{}, {}]}, "“When” stands twice"),
        ({"schedule": {"first": 20, "last": 8}}, "begin at 20"),
        ({"audience": {"audience": "Gone"}}, "Choose an audience"),
        ({"candidates": {"candidates": "scratch.hto"}}, "scratch.hot"),
        ({"rule": {"conditions": [{"fact": "words", "operator": "ge", "value": "1"}]}}, "no fact “words”"),
        ({"rule": {"action": "collect.skip"}}, "not offered"),
        ({"guardrails": {"most": 10, "apart": 600}}, "cannot be 600 minutes apart"),
    ],
)
def test_what_is_missing_or_contradicts_is_named_before_it_is_published(alice, changed, said):
    wrong = campaign(clean=False, **changed)
    with pytest.raises(NotPossible, match=said):
        run("publish", wrong, by=alice)


def test_a_queue_has_no_use_for_the_parts_of_a_campaign(alice):
    wrong = campaign(clean=False)
    wrong.queue = "collect.drafts"
    wrong.save_revision(clean=False)
    with pytest.raises(NotPossible, match="Only a campaign has “When”"):
        run("publish", wrong, by=alice)
