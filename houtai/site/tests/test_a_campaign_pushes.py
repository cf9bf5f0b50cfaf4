"""Ranking, campaign, push, readers and events together: hot articles push themselves, and the effect is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from houtai.core.catalog.catalog import catalog
from houtai.core.readers.models import Audience, Visitor
from houtai.modules.push.models import Push
from houtai.modules.push.models.arbiter import plan
from houtai.modules.push.models.recording import record_assignments
from houtai.modules.push.tests.conftest import HOUR, NOON, article, readers
from houtai.modules.strategies.metrics import VisitsGained
from houtai.modules.strategies.models import Effect, tick
from houtai.modules.strategies.models.presets import hot_hourly
from houtai.modules.strategies.tests.campaigning import decided, view
from houtai.modules.strategies.tests.conftest import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return ranked(article(), rank=1)


@pytest.fixture
def live(alice, story):
    Audience.objects.create(name="All")
    strategy = hot_hourly()
    strategy.live = False
    strategy.save()
    strategy.save_revision()
    for step in ("publish", "shadow", "promote"):
        run(step, strategy, by=alice, at=NOON - HOUR / 2)
    return strategy


def ranked(row, *, rank):
    rankings, places = apps.get_model("rankings.Ranking").objects, apps.get_model("rankings.Place").objects
    figures = dict.fromkeys(("score", "shows", "clicks", "rate", "floor", "freshness", "views", "readers"), 1)
    ranking, _made = rankings.get_or_create(name="hot")
    places.create(ranking=ranking, subject=row.subject, rank=rank, at=NOON, **figures)
    return row


def sent(*, at=NOON):
    tick(now=at)
    plan(now=at)
    record_assignments()
    return list(Push.objects.order_by("pk"))


def test_it_pushes_the_hottest_to_all_but_whom_it_holds_out(live, story, alice):
    people = readers(300)
    (push,) = sent()
    assert (push.subject, push.strategy, push.audience_name) == (story.subject, live.key, "All")
    assert push.holdout == {"salt": live.standing.salt, "percent": 10.0}
    assert push.decision == decided()
    assert 10 < push.sums["held_out"] < 60
    view([])
    Visitor.objects.bulk_create(Visitor(id=one.pk + 1_000_000, reader=one) for one in people)
    view([(one.pk, NOON + HOUR / 2) for one in people if not push.deliveries.filter(reader=one).exists()])
    tick(now=NOON + HOUR)
    effect = Effect.objects.latest("id")
    assert effect.treated + effect.held <= 300
    assert (effect.treated_visits, effect.held_visits) == (0, effect.held)
    assert effect.imbalance < 20


def test_held_out_once_is_held_out_on_all_days(live, alice):
    readers(300)
    held = []
    for day in range(3):
        at = NOON + 24 * day * HOUR
        apps.get_model("rankings.Place").objects.all().delete()
        ranked(article(f"Story of day {day}"), rank=1)
        apps.get_model("rankings.Place").objects.update(at=at)
        push = sent(at=at)[-1]
        held.append(set(range(300)) - set(push.deliveries.values_list("reader_id", flat=True)))
    assert len(Push.objects.all()) == 3
    assert held[0] == held[1] == held[2]


def test_withdrawn_between_choice_and_push_is_noted_and_nothing_is_sent(live, story, alice, monkeypatch):
    hot = catalog.candidate("rankings.hot")
    chosen = hot.best(now=NOON)
    story.unpublish(user=alice)
    monkeypatch.setattr(type(hot), "best", lambda self, **told: chosen)
    assert sent() == []
    assert "is not published" in live.looks.get().note


def test_the_ledger_tells_the_visits_gained_and_again_the_same(live, story, alice):
    people = readers(400)
    (push,) = sent()
    Visitor.objects.bulk_create(Visitor(id=one.pk + 1_000_000, reader=one) for one in people)
    treated = set(push.deliveries.values_list("reader_id", flat=True))
    view([(one.pk, NOON + HOUR / 2) for one in people if one.pk in treated])
    asked: Any = {"start": NOON, "end": NOON + 24 * HOUR, "through": decided(), "simulated": False}
    (line,) = VisitsGained().measure(**asked)
    assert (line.part, line.evidence) == (live.key, "A")
    assert line.inputs["treated_visits"] == len(treated)
    assert line.low < line.value == round(line.inputs["treated"] * len(treated) / line.inputs["treated"]) < line.high
    assert VisitsGained().measure(**asked) == [line]
    assert str(line.inputs["held"]) in VisitsGained().formula(line.inputs)
    assert VisitsGained().measure(**{**asked, "through": push.decision - 1}) == []


def test_its_page_and_preview_open(live, story, client, alice):
    readers(20)
    client.force_login(alice)
    page = client.get(f"/desk/strategies/{live.pk}/").content.decode()
    assert "There are no candidates now." in page
    assert "has 20 readers now" in page
    assert client.get(reverse(live.snippet_viewset.get_url_name("edit"), args=[live.pk])).status_code == 200
