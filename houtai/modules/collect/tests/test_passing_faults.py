"""An article whose server is down for a while is no article without text: it comes when the server is back."""

from datetime import timedelta
from typing import Any

import pytest

from houtai.modules.collect.client import Fetched, UnableToFetch, fetch
from houtai.modules.collect.models import Books, Draft, Entry
from houtai.modules.collect.tests.conftest import NOW, feed, item, page, story

DOWN: tuple[int, dict[str, str], str] = (503, {}, "back soon")


@pytest.fixture
def source(web):
    """Its feed is well, and of two articles the server of one is not."""
    web.stories(1, 2)
    web.pages["/1"] = DOWN
    web.pages["/feed"] = (200, {"ETag": '"one"'}, web.pages["/feed"])
    return web.source()


def test_it_is_left_and_comes_with_the_next_look_although_the_feed_stays_the_same(web, source):
    run = web.collect(source)
    source.refresh_from_db()
    assert (run.drafted, run.refused, source.etag, source.left_since) == (1, 0, "", NOW)
    assert "503" in run.message
    assert source.next_at == NOW + timedelta(minutes=source.every)
    web.pages["/1"] = page("Story 1", story(1))
    assert web.collect(source, now=source.next_at).drafted == 1
    source.refresh_from_db()
    assert (source.etag, source.left_since, Draft.objects.count()) == ('"one"', None, 2)
    assert Books.differences() == []


@pytest.mark.parametrize("status", [429, 500, 502])
def test_after_a_day_it_is_settled_as_it_is(web, source, status):
    web.pages["/1"] = (status, {}, "")
    web.collect(source)
    assert web.collect(source, now=NOW + timedelta(hours=23)).refused == 0
    assert web.collect(source, now=NOW + timedelta(hours=24)).refused == 1
    assert Entry.objects.get(fate="refused").reason == "no_text"
    source.refresh_from_db()
    assert (source.etag, source.left_since) == ('"one"', None)


def test_what_the_feed_says_itself_waits_for_the_page_too(web):
    web.pages["/1"] = DOWN
    web.pages["/feed"] = feed(item(1, link=web.place.url("/1"), text=f"<p>{story(1, 30)}</p>"))
    source = web.source()
    assert web.collect(source).found == 0
    web.pages["/1"] = page("Story 1", story(1))
    web.collect(source, now=NOW + timedelta(hours=1))
    assert Draft.objects.get().words > 100


def test_a_slow_server_takes_the_time_of_one_look_and_the_others_come_first_in_the_next(web):
    web.stories(1, 2)
    source = web.source()

    def slow(url: str, **options: Any) -> Fetched:
        if url.endswith("/1"):
            run.outside.started -= 50
            raise UnableToFetch(url)
        return fetch(url, **options)

    for hours in (0, 1):
        how = {"fetch": slow, "admit": web.place.admit, "closed": True, "sleep": lambda seconds: None}
        run = source.collecting(now=NOW + timedelta(hours=hours), **how)
        assert run.run().drafted == hours
        assert source.next_at == NOW + timedelta(hours=hours, minutes=source.every)


def test_a_busy_server_is_not_asked_for_every_page(web):
    web.stories(1, 2, 3, 4, 5)
    web.pages |= {f"/{number}": DOWN for number in range(1, 6)}
    web.collect(web.source())
    assert [path for path, _headers in web.place.seen if path in "/1/2/3/4/5"] == ["/1", "/2", "/3"]


def test_an_index_that_stays_the_same_is_read_again_for_its_sitemaps(web):
    web.pages["/sitemap.xml"] = "<sitemapindex><sitemap><loc>/map.xml</loc></sitemap></sitemapindex>"
    source = web.source("/sitemap.xml")
    assert web.collect(source).found == 0
    for number in (1, 2):
        web.pages[f"/{number}"] = page(f"Story {number}", story(number))
        web.pages["/map.xml"] = f"<urlset><url><loc>{web.place.url(f'/{number}')}</loc></url></urlset>"
        assert web.collect(source, now=NOW + timedelta(hours=number)).drafted == 1
