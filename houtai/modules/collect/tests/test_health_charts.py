"""How a source is doing, in pictures, and what is forgotten of it."""

from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate

from houtai.modules.collect.models import Books, Fetch
from houtai.modules.collect.models.health import charts
from houtai.modules.collect.tests.conftest import NOW

DAY = timedelta(days=1)


def test_each_day_shows_its_looks_and_what_they_brought(web):
    web.stories(1, 2)
    source = web.source()
    web.collect(source, now=NOW - 2 * DAY)
    web.collect(source, now=NOW)
    web.pages["/feed"] = (500, {}, "broken")
    web.collect(source, now=NOW)
    looks, drafts = charts(source, now=NOW)
    assert len(looks.rows) == 30
    assert looks.rows[-1] == [localdate(NOW), 0, 1, 1]
    assert looks.rows[-3][1:] == [1, 0, 0]
    assert [row[1] for row in drafts.rows[-3:]] == [2, 0, 0]


def test_a_source_that_was_never_looked_at_has_empty_pictures(web):
    assert [chart.rows for chart in charts(web.source(), now=NOW)] == [[], []]


def test_the_page_of_a_source_shows_the_pictures(web, client, bob):
    web.stories(1)
    source = web.source()
    web.collect(source)
    client.force_login(bob)
    assert "Looks by day" in client.get(reverse("collect.source", args=[source.pk])).content.decode()


def test_old_looks_that_brought_nothing_are_forgotten_and_the_books_stay_right(web):
    web.stories(1)
    source = web.source()
    for days in (60, 50, 1):
        web.collect(source, now=NOW - days * DAY)
    assert Fetch.objects.forget_idle(now=NOW) == 1
    assert Fetch.objects.count() == 2
    assert Books.differences() == []
