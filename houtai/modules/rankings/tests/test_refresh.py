"""Places are made anew in one go, from what is published."""

import pytest

from houtai.core.work.models import Subject
from houtai.modules.rankings.models import Place
from houtai.modules.rankings.tests.conftest import NOW, keep, named, shown_and_opened


def places(**which):
    rows = Place.objects.filter(**which).order_by("rank")
    return list(rows.values_list("rank", "subject__title", "score", "before", "curve", "views"))


@pytest.fixture
def busy(ranking, articles):
    for n, article in enumerate(articles, start=1):
        keep(shown_and_opened(named(article), shown=60, opened=n * 5, ago=2 + n / 10))
    return ranking


def test_refreshing_twice_gives_the_same(busy):
    busy.refresh(now=NOW)
    first = places()
    busy.refresh(now=NOW)
    assert places() == first
    assert [row[0] for row in first] == [1, 2, 3, 4, 5]
    assert first[0][1] == "Article 5"


def test_a_place_knows_its_rank_when_the_hour_began(busy, articles):
    busy.refresh(now=NOW.replace(hour=8))
    keep(shown_and_opened(named(articles[0]), shown=60, opened=60, ago=0))
    busy.refresh(now=NOW)
    busy.refresh(now=NOW)
    top = Place.objects.get(rank=1)
    assert (top.subject.title, top.before, top.climbed) == ("Article 1", 5, 4)


def test_what_is_not_published_has_no_place(busy, articles, alice):
    articles[4].act("unpublish", alice)
    busy.refresh(now=NOW)
    assert "Article 5" not in [row[1] for row in places()]
    assert Place.objects.count() == 4


def test_what_is_withdrawn_is_gone_before_the_next_refresh(busy, articles, alice):
    busy.refresh(now=NOW)
    articles[4].refresh_from_db()
    articles[4].act("unpublish", alice)
    assert Place.objects.standing().first().subject.title == "Article 4"


def test_real_and_simulated_stay_apart(busy, articles):
    keep(shown_and_opened(named(articles[1]), shown=30, opened=30, simulated=True))
    busy.refresh(now=NOW)
    busy.refresh(now=NOW, simulated=True)
    assert [row[1] for row in places(simulated=True)] == ["Article 2"]
    assert len(places(simulated=False)) == 5


def test_simulated_places_stay_when_their_time_is_over(busy, articles):
    keep(shown_and_opened(named(articles[1]), shown=30, opened=30, simulated=True))
    busy.refresh(now=NOW, simulated=True)
    busy.refresh(now=NOW.replace(year=2027), simulated=True)
    assert len(places(simulated=True)) == 1


def test_a_curve_counts_the_views_of_each_hour(busy):
    busy.refresh(now=NOW)
    by_title = {row[1]: row[4] for row in places()}
    assert by_title["Article 1"][-3] == 5
    assert by_title["Article 4"][-3] == 20
    assert all(len(curve) == 24 for curve in by_title.values())


def test_unknown_subjects_are_left_out(busy):
    keep(shown_and_opened("content.article:999999", shown=60, opened=60))
    busy.refresh(now=NOW)
    assert Place.objects.filter(subject__in=Subject.objects.all()).count() == 5
