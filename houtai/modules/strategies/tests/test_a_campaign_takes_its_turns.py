"""At each turn the best candidate that a rule lets through is sent once; what was passed over says why."""

from __future__ import annotations

import pytest
from django.db import connection

from houtai.core.readers.models import Audience
from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import at_once
from houtai.modules.strategies.models import Look, Run, tick
from houtai.modules.strategies.tests.campaigning import HOUR, NINE, Send, campaign, hot, offer, started
from houtai.modules.strategies.tests.conftest import run


@pytest.fixture(autouse=True)
def offered(monkeypatch, db):
    offer(monkeypatch)


@pytest.fixture
def live(alice):
    return started(campaign(readers=50), by=alice)


def fates():
    return [(look.subject.title[:5], look.fate) for look in Look.objects.order_by("id")]


def test_the_first_that_a_rule_lets_through_is_sent(live, alice):
    subjects = hot(0.05, 0.2, 0.3)
    (turn,) = tick(now=NINE)
    assert [one["title"] for one in Send.sent] == [subjects[1].title]
    assert [fate for _title, fate in fates()] == ["no_rule", "done"]
    made = Decision.objects.get(action="scratch.send")
    assert (made.actor, made.user, made.strategy, made.because) == ("strategy", alice, live.key, "Readers open it")
    assert made.facts["rate"] == 0.2
    assert made.inputs["holdout"] == {"salt": live.standing.salt, "percent": 10.0}
    assert (made.inputs["audience"], turn.decided) == ("Everybody", 1)


def test_a_turn_is_taken_once(live):
    hot(0.2, 0.3)
    tick(now=NINE)
    tick(now=NINE + HOUR / 2)
    assert len(Send.sent) == 1


def test_never_the_same_one_twice(live):
    first, second = hot(0.2, 0.3)
    for hours in range(3):
        tick(now=NINE + hours * HOUR)
    assert [one["title"] for one in Send.sent] == [first.title, second.title]
    assert Run.objects.latest("at").note == "None of the candidates fits."
    assert [fate for _title, fate in fates()] == ["done", "before", "done", "before", "before"]


def test_of_missed_turns_only_the_last_is_made_up_and_not_late(live):
    hot(0.2, 0.3, 0.4)
    tick(now=NINE + 4 * HOUR + HOUR / 2)
    assert len(Send.sent) == 1
    live.refresh_from_db()
    assert tick(now=NINE.replace(hour=23, minute=30)) == []


def test_what_is_refused_is_noted_and_the_next_one_sent(live):
    first, second = hot(0.3, 0.2)
    Send.refuses = {first.title}
    tick(now=NINE)
    assert [one["title"] for one in Send.sent] == [second.title]
    refused = Look.objects.get(fate="refused")
    assert (refused.subject, refused.note) == (first, "It was withdrawn.")


def test_no_more_a_day_than_it_may(alice):
    started(campaign(guardrails={"most": 2}), by=alice)
    hot(*[0.2] * 5)
    for hours in range(4):
        tick(now=NINE + hours * HOUR)
    assert len(Send.sent) == 2
    assert "no more are allowed" in Run.objects.latest("at").note


def test_no_sooner_than_it_may(alice):
    started(campaign(guardrails={"apart": 90}), by=alice)
    hot(*[0.2] * 5)
    for hours in range(4):
        tick(now=NINE + hours * HOUR)
    assert [one["at"].hour for one in Send.sent] == [9, 11]


def test_in_shadow_it_says_whom_it_would_have_reached_and_sends_nothing(alice):
    strategy = started(campaign(readers=200), by=alice, live=False)
    hot(0.2, 0.3)
    tick(now=NINE)
    tick(now=NINE + HOUR)
    assert Send.sent == []
    opinions = Decision.objects.filter(mode="shadow", strategy=strategy.key)
    assert len({one.subject for one in opinions}) == 2
    assert all(0 < one.facts["held_out"] < one.facts["audience"] == 200 for one in opinions)
    run("promote", strategy, by=alice, at=NINE + HOUR)
    tick(now=NINE + 2 * HOUR)
    assert len(Send.sent) == 1


def test_played_turns_and_real_ones_are_apart(live):
    hot(0.2)
    tick(now=NINE, simulated=True)
    tick(now=NINE)
    assert sorted(Decision.objects.filter(action="scratch.send").values_list("simulated", flat=True)) == [False, True]


def test_it_pauses_when_who_answers_may_no_longer_send(live, alice):
    hot(0.2)
    alice.groups.clear()
    alice.user_permissions.clear()
    tick(now=NINE)
    live.standing.refresh_from_db()
    assert (live.standing.stage, Send.sent) == ("paused", [])
    assert "may not do all that it decides" in Decision.objects.first().because


def test_it_pauses_when_its_audience_is_gone(live):
    hot(0.2)
    Audience.objects.all().delete()
    tick(now=NINE)
    live.standing.refresh_from_db()
    assert (live.standing.stage, Send.sent) == ("paused", [])
    assert "Everybody" in Decision.objects.first().because


def test_it_pauses_when_what_carries_it_out_is_gone(live, monkeypatch):
    from houtai.core.catalog.catalog import catalog
    from houtai.modules.strategies.models import Strategy
    from houtai.modules.strategies.tests.campaigning import forget

    hot(0.2)
    monkeypatch.delitem(catalog.modules, "scratch")
    forget(catalog, Strategy._meta.get_field("parts"))
    tick(now=NINE)
    live.standing.refresh_from_db()
    assert live.standing.stage == "paused"
    forget(catalog, Strategy._meta.get_field("parts"))


@pytest.mark.django_db(transaction=True)
def test_of_workers_that_race_one_takes_the_turn(live):
    connection.close()
    hot(0.2, 0.3, 0.4)
    told = at_once(*[lambda: tick(now=NINE)] * 4)
    assert not [one for one in told if isinstance(one, Exception)]
    assert sum(len(runs) for runs in told) == 1
    assert (len(Send.sent), Decision.objects.filter(action="scratch.send").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_leaves_the_turn_to_another(live, monkeypatch):
    hot(0.2)
    monkeypatch.setattr(Send, "perform", lambda self, target, **told: 1 / 0)
    with pytest.raises(ExceptionGroup):
        tick(now=NINE)
    assert not Run.objects.exists()
    monkeypatch.undo()
    offer(monkeypatch)
    hot(0.2)
    tick(now=NINE)
    assert len(Send.sent) == 1
