"""The score: exposure counts against, freshness for, and one reader has one vote."""

import random

import pytest

from houtai.core.events.log import event_log
from houtai.core.events.schema import Fate
from houtai.modules.rankings.models import Ranking
from houtai.modules.rankings.tests.conftest import NOW, event, keep, shown_and_opened

pytestmark = pytest.mark.usefixtures("own_log")


@pytest.fixture(autouse=True)
def any_kind(ranking):
    ranking.kind, ranking.minimum = "a", 1
    ranking.save()


def ranked(rows):
    keep(rows)
    ranking = Ranking.objects.get(name="hot")
    return ranking.hottest(ranking.sums(now=NOW), now=NOW)


def test_being_shown_more_often_makes_nothing_hotter():
    often, seldom = shown_and_opened("a:1", shown=400, opened=40), shown_and_opened("a:2", shown=100, opened=30)
    assert [each.subject for each in ranked([*often, *seldom])] == ["a:2", "a:1"]


def test_few_trials_prove_little():
    few, many = shown_and_opened("a:1", shown=2, opened=1), shown_and_opened("a:2", shown=1000, opened=300)
    assert [each.subject for each in ranked([*few, *many])] == ["a:2", "a:1"]


def test_a_half_life_ago_counts_half():
    (old,) = ranked(shown_and_opened("a:1", shown=100, opened=20, ago=12))
    assert old.freshness == pytest.approx(0.5)
    assert old.score == pytest.approx(old.floor / 2)


def test_one_reader_clicking_a_thousand_times_counts_once():
    once = shown_and_opened("a:1", shown=50, opened=5)
    again = [event("view", "a:1", "v0", ago=1 - n / 10_000) for n in range(1000)]
    (found,) = ranked([*once, *again])
    assert (found.clicks, found.shows, found.readers, found.views) == (5, 50, 5, 1005)
    assert found.freshness == pytest.approx(0.5 ** (1 / 12))


def test_what_our_own_push_caused_is_no_vote():
    pushed = [event("view", "a:1", f"v{n}", decision=7) for n in range(40)]
    (found,) = ranked([*shown_and_opened("a:1", shown=50, opened=5), *pushed])
    assert (found.clicks, found.views) == (5, 45)


def test_bots_and_duplicates_never_count():
    noise = shown_and_opened("a:1", shown=50, opened=50, fate=int(Fate.BOT))
    noise += shown_and_opened("a:1", shown=50, opened=50, fate=int(Fate.DUPLICATE))
    real = [{**row, "visitor": row["visitor"] + 1} for row in shown_and_opened("a:1", shown=30, opened=3)]
    (found,) = ranked([*noise, *real])
    assert (found.clicks, found.shows, found.views) == (3, 30, 3)


def test_nobody_shown_or_nobody_opening_is_no_place():
    assert ranked([event("view", "a:1", "v1"), event("show", "a:2", "v1")]) == []


def test_the_order_of_arrival_changes_nothing(ranking):
    rows = [row for n in range(1, 9) for row in shown_and_opened(f"a:{n}", shown=40 + n, opened=n, ago=n * 3)]
    before = ranked(rows)
    ranking.reached.all().delete()
    event_log().table().delete()
    shuffled = random.Random(4).sample(rows, len(rows))
    keep(shuffled[: len(rows) // 2])
    assert ranking.sums(now=NOW).subjects
    after = ranked(shuffled[len(rows) // 2 :])
    assert [(each.subject, each.score) for each in after] == [(each.subject, each.score) for each in before]
