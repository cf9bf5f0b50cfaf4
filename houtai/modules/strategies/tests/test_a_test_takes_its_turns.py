"""A test shows headlines by chance, counts what readers open, and lets the better one be shown to everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps

from conftest import person
from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import NOW
from houtai.modules.strategies.models import Trial
from houtai.modules.strategies.tests.conftest import run
from houtai.modules.strategies.tests.testing_headlines import LATER, OTHER, article, at_work, choice_of, come, turn

TITLE = "Tide tables go digital"


@pytest.fixture
def piece(alice):
    return article(apps.get_model("content.article"), apps.get_model("content.headline"), by=alice)


@pytest.fixture
def test(piece, alice):
    made = at_work(by=alice)
    turn(at=NOW)
    return made


def trial_of(strategy):
    return Trial.objects.get(strategy=strategy)


def test_in_shadow_nobody_is_shown_anything_else(piece, alice):
    made = at_work(by=alice)
    run("step_back", made, by=alice)
    turn(at=NOW)
    assert not Trial.objects.exists()
    assert choice_of(piece).arms == ()


def test_live_it_begins_with_equal_parts_and_a_page_asks_once(piece, test, client):
    assert [(arm.text, arm.propensity) for arm in choice_of(piece).arms] == [(TITLE, 0.5), (OTHER, 0.5)]
    page = client.get("/").content.decode()
    assert f">{TITLE}</span></a></h2>" in page
    assert page.count("data-arms") == 1


def test_the_better_one_wins_and_everybody_sees_it(piece, test, alice, client):
    come(piece, 0, shown=900, opened=60)
    come(piece, 1, shown=900, opened=130)
    turn(at=NOW + LATER)
    trial = trial_of(test)
    assert (trial.tried.sides, trial.winner) == ([(900, 60), (900, 130)], 1)
    decision = Decision.objects.get(action="content.settle_headline")
    assert (decision.strategy, decision.inputs, decision.facts["shown"]) == (test.key, {"arm": OTHER}, [900, 900])
    page = client.get("/").content.decode()
    assert f"{OTHER}</a></h2>" in page
    assert "data-arms" not in page
    decision.undo(by=alice)
    turn(at=NOW + 2 * LATER)
    assert (choice_of(piece).text, Trial.objects.count()) == (TITLE, 1)


def test_a_visitor_counts_once_by_what_they_saw_first_and_only_after_a_while(piece, test):
    come(piece, 0, shown=3, opened=2)
    come(piece, 0, shown=3, opened=3, at=NOW + timedelta(minutes=1))
    come(piece, 1, shown=1, opened=1, at=NOW + timedelta(minutes=55), first=7)
    turn(at=NOW + LATER)
    assert trial_of(test).tried.sides == [(3, 3), (0, 0)]


def test_tokens_that_are_not_ours_count_for_nothing(piece, test):
    come(piece, 1, shown=2, opened=2, props=f'{{"arm":"{"A" * 24}"}}')
    come(piece, 1, shown=2, opened=2, subject="content.article:999")
    come(piece, 1, shown=2, opened=2, simulated=True)
    turn(at=NOW + LATER)
    assert trial_of(test).tried.sides == [(0, 0), (0, 0)]


def test_by_thompson_the_better_one_gets_more_from_then_on(piece, alice):
    strategy = at_work(by=alice, policy="best")
    turn(at=NOW)
    come(piece, 0, shown=100, opened=5)
    come(piece, 1, shown=100, opened=15)
    turn(at=NOW + LATER)
    trial = trial_of(strategy)
    assert [row["shown"] for row in trial.rounds] == [[100, 100], [0, 0]]
    assert 0.8 < trial.weights[1] < 0.99
    assert [arm.round for arm in choice_of(piece).arms] == [1, 1]
    come(piece, 1, shown=10, opened=1, first=500, at=NOW + LATER)
    turn(at=NOW + 2 * LATER)
    assert [row["shown"] for row in trial_of(strategy).rounds] == [[100, 100], [0, 10]]


@pytest.mark.parametrize(("undecided", "winner", "shown"), [("best", 1, OTHER), ("first", None, TITLE)])
def test_when_its_time_is_over_it_ends_as_the_operator_wants(piece, alice, undecided, winner, shown):
    strategy = at_work(by=alice, undecided=undecided)
    turn(at=NOW)
    come(piece, 0, shown=150, opened=10)
    come(piece, 1, shown=150, opened=14)
    turn(at=NOW + timedelta(hours=48))
    assert (trial_of(strategy).winner, choice_of(piece).text, choice_of(piece).arms) == (winner, shown, ())


def test_it_stops_when_readers_come_to_one_arm_too_often(piece, test):
    come(piece, 0, shown=500, opened=10)
    come(piece, 1, shown=300, opened=60)
    turn(at=NOW + LATER)
    assert (trial_of(test).winner, choice_of(piece).text) == (None, TITLE)
    assert "More or fewer" in trial_of(test).note


def test_it_stops_when_what_is_opened_more_is_read_less(piece, test):
    come(piece, 0, shown=600, opened=300)
    come(piece, 1, shown=600, opened=400, value=5.0)
    turn(at=NOW + LATER)
    assert (trial_of(test).winner, choice_of(piece).text) == (None, TITLE)
    assert "read less" in trial_of(test).note


def test_changed_headlines_end_it_and_are_tried_anew(piece, test, alice):
    piece.headlines = [apps.get_model("content.headline")(text="Another one")]
    piece.save_revision().publish(user=alice)
    assert choice_of(piece).arms == ()
    turn(at=NOW + LATER)
    turn(at=NOW + 2 * LATER)
    assert [trial.arms for trial in Trial.objects.order_by("pk")] == [[TITLE, OTHER], [TITLE, "Another one"]]
    assert [trial.ended is None for trial in Trial.objects.order_by("pk")] == [False, True]


def test_a_stopped_test_shows_the_title_at_once(piece, test, alice):
    run("pause", test, by=alice)
    assert choice_of(piece).arms == ()


def test_it_touches_only_its_column_and_what_its_person_may_settle(piece, test, alice):
    other = at_work(by=alice, name="Sea", column="Sea")
    turn(at=NOW)
    assert not Trial.objects.filter(strategy=other).exists()
    test.standing.answers = person("viewer", "Viewers")
    test.standing.save()
    turn(at=NOW + LATER)
    test.refresh_from_db()
    assert test.standing.stage == "paused"
