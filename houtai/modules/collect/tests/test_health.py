from datetime import timedelta

from houtai.core.work.models import Decision
from houtai.modules.collect.models import Books, Draft, Source
from houtai.modules.collect.tests.conftest import NOW, feed, item, page, story

HOUR = timedelta(hours=1)


def test_a_feed_that_has_not_changed_is_not_read_again(web):
    web.stories(1)
    web.pages["/feed"] = (200, {"ETag": '"one"'}, web.pages["/feed"])
    source = web.source()
    web.collect(source)
    run = web.collect(source, now=NOW + HOUR)
    assert (run.status, run.found) == ("unchanged", 0)
    assert source.next_at == NOW + 2 * HOUR + timedelta(minutes=13)


def test_a_failing_source_is_asked_less_and_less_up_to_a_day(web):
    web.pages["/feed"] = (500, {}, "broken")
    source, waits = web.source(), []
    for _ in range(7):
        run = web.collect(source)
        waits.append((source.next_at - NOW) / HOUR)
    assert waits == [1, 2, 4, 8, 16, 24, 24]
    assert (run.status, run.reason, source.failures, source.health) == ("failed", "http_error", 7, "failing")
    assert "500" in source.last_message
    web.stories(1)
    web.collect(source)
    assert (source.failures, source.last_error, source.health) == (0, "", "good")


def test_the_servers_wish_to_wait_is_granted(web):
    web.pages["/feed"] = (429, {"Retry-After": "36000"}, "later")
    source = web.source()
    web.collect(source)
    assert source.next_at == NOW + 10 * HOUR


def test_a_feed_that_is_gone_for_ever_is_paused_with_a_reason_in_the_log(web):
    web.pages["/feed"] = (410, {}, "gone")
    source = web.source()
    web.collect(source)
    source.refresh_from_db()
    decision = Decision.objects.get(action="collect.pause")
    assert (source.state, decision.actor, decision.subject) == ("paused", "system", source.subject)
    assert "410" in decision.because


def test_a_page_given_as_feed_is_kept_and_its_feeds_are_offered(web):
    head = '<link rel="alternate" type="application/rss+xml" href="/real">'
    web.pages["/feed"] = page("A site", story(1)).replace("<head>", f"<head>{head}")
    source = web.source()
    run = web.collect(source)
    assert (run.status, source.last_error, source.offers) == ("failed", "is_a_page", [web.place.url("/real")])


def test_a_damaged_feed_says_so_and_nothing_is_lost(web):
    web.stories(1)
    source = web.source()
    web.collect(source)
    web.pages["/feed"] = "<rss><channel><item><title>half"
    web.collect(source)
    assert Draft.objects.count() == 1
    assert Books.differences() == []


def test_a_private_address_is_refused_in_words(web):
    source = Source.objects.create(name="Inside", url="http://127.0.0.1:9/feed", next_at=NOW)
    run = source.collect(now=NOW, sleep=lambda seconds: None)
    assert run.status == "failed"
    assert source.last_error in {"private_address", "wrong_port"}
    assert "127.0.0.1" in source.last_message


def test_pages_of_one_server_are_asked_for_one_second_apart(web):
    web.stories(1, 2, 3)
    waited: list[float] = []
    web.source().collect(now=NOW, admit=web.place.admit, closed=True, sleep=waited.append)
    assert len(waited) == 3
    assert all(0.8 < wait <= 1 for wait in waited)


def test_a_server_that_stays_silent_is_not_asked_for_every_page(web):
    from houtai.modules.collect.client import UnableToFetch, fetch

    asked = []

    def fails(url, **options):
        if "silent.example" not in url:
            return fetch(url, **options)
        asked.append(url)
        raise UnableToFetch(url)

    web.pages["/feed"] = feed(*(item(n, link=f"http://silent.example/{n}", text=story(n)) for n in range(1, 9)))
    source, how = web.source(), {"admit": web.place.admit, "closed": True, "sleep": lambda seconds: None}
    assert (source.collect(now=NOW, fetch=fails, **how).found, len(asked)) == (0, 3)
    later = NOW + timedelta(days=1)
    assert (source.collect(now=later, fetch=fails, **how).drafted, len(asked)) == (8, 6)
