"""One fetch: conditional, honest about who asks, capped in size and time, with errors that say what happened."""

import gzip
import time
import zlib
from datetime import UTC, datetime

import pytest

from houtai.core.workspaces.fetching.errors import (
    Busy,
    HttpError,
    NotFound,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    UnableToFetch,
    Unreadable,
    WrongKind,
)
from houtai.core.workspaces.fetching.network import fetch
from houtai.core.workspaces.tests.loopback import reply, serving

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def get(answer, **options):
    with serving(answer) as place:
        return fetch(place.url(), admit=place.admit, closed=True, **options), place


def test_an_answer_is_returned_with_what_the_next_request_needs():
    fetched, place = get(
        lambda handler: reply(
            handler,
            b"hi",
            Content_Type="Text/XML; charset=GBK",
            ETag='"1"',
            Last_Modified="Sun, 22 Nov 2026 10:00:00 GMT",
        )
    )
    assert (fetched.status, fetched.body, fetched.content_type, fetched.charset) == (200, b"hi", "text/xml", "gbk")
    assert (fetched.etag, fetched.modified) == ('"1"', "Sun, 22 Nov 2026 10:00:00 GMT")
    assert fetched.url == place.url()


def test_a_feed_that_has_not_changed_is_not_sent_again():
    fetched, place = get(lambda handler: reply(handler, status=304), etag='"1"', modified="yesterday")
    assert fetched.not_modified
    headers = place.seen[0][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "yesterday")


def test_a_stored_etag_cannot_smuggle_in_a_header():
    _, place = get(reply, etag='"1"\r\nX-Evil: 1')
    assert "X-Evil" not in place.seen[0][1]
    assert "If-None-Match" not in place.seen[0][1]


def test_the_client_says_who_it_is(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://desk.example"
    _, place = get(reply)
    assert place.seen[0][1]["User-Agent"].startswith("Houtai/")
    assert place.seen[0][1]["User-Agent"].endswith("(+https://desk.example)")


def test_proxies_in_the_environment_are_not_used(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    fetched, _ = get(lambda handler: reply(handler, b"straight"))
    assert fetched.body == b"straight"


def test_an_endless_redirect_ends_after_five():
    with (
        serving(lambda handler: reply(handler, status=302, Location=f"{handler.path}x")) as place,
        pytest.raises(TooManyRedirects),
    ):
        fetch(place.url(), admit=place.admit)
    assert len(place.seen) == 6


def test_a_permanent_move_is_told_apart_from_a_passing_one():
    def moved(status):
        return lambda handler: (
            reply(handler, b"here") if handler.path == "/new" else reply(handler, status=status, Location="/new")
        )

    assert get(moved(301))[0].permanent
    passing, place = get(moved(302))
    assert not passing.permanent
    assert passing.url == place.url("/new")


def test_a_page_of_50_mb_is_refused_without_reading_it():
    started = time.monotonic()
    with pytest.raises(TooLarge):
        get(lambda handler: reply(handler, b"", Content_Length="50000000"))
    assert time.monotonic() - started < 2


def test_a_page_of_50_mb_that_hides_its_length_is_cut_off():
    sent = []

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(500):
            handler.wfile.write(b"x" * 100_000)
            sent.append(1)

    with pytest.raises(TooLarge, match="1 MB"):
        get(endless, cap=1_000_000)
    assert len(sent) < 400


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_bomb_is_cut_off_while_it_unpacks(pack):
    packed = pack(b"\0" * 50_000_000)
    encoding = "gzip" if packed[:2] == b"\x1f\x8b" else "deflate"
    with pytest.raises(TooLarge):
        get(lambda handler: reply(handler, packed, Content_Encoding=encoding), cap=1_000_000)


def test_packed_answers_are_unpacked():
    fetched, _ = get(lambda handler: reply(handler, gzip.compress("你好".encode()), Content_Encoding="gzip"))
    assert fetched.body.decode() == "你好"


@pytest.mark.parametrize(("body", "encoding"), [(b"\x1f\x8bbroken", "gzip"), (b"x", "br")])
def test_an_answer_that_cannot_be_unpacked_is_said_to_be_unreadable(body, encoding):
    with pytest.raises(Unreadable):
        get(lambda handler: reply(handler, body, Content_Encoding=encoding))


def test_a_slow_drip_ends_at_the_deadline():
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    started = time.monotonic()
    with pytest.raises(TooSlow):
        get(drip, deadline=0.4)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("status", "error"), [(404, NotFound), (410, NotFound), (503, Busy), (429, Busy), (500, HttpError)]
)
def test_an_error_answer_is_an_error_with_its_status(status, error):
    with pytest.raises(error) as caught:
        get(lambda handler: reply(handler, status=status, Retry_After="120"))
    assert (caught.value.status, caught.value.retry_after) == (status, 120)
    assert str(status) in str(caught.value)


def test_a_retry_after_date_is_turned_into_seconds():
    with pytest.raises(Busy) as caught:
        get(lambda handler: reply(handler, status=503, Retry_After="Sun, 22 Nov 2026 12:05:00 GMT"), now=NOW)
    assert caught.value.retry_after == 300


def test_a_film_is_neither_page_nor_feed():
    with pytest.raises(WrongKind, match="video/mp4"):
        get(lambda handler: reply(handler, b"x", Content_Type="video/mp4"))


def test_a_server_that_does_not_speak_http_is_unreadable():
    with pytest.raises(Unreadable):
        get(lambda handler: handler.wfile.write(b"SSH-2.0-x\r\n\r\n"))


def test_a_closed_port_is_unreachable():
    with serving(lambda handler: None) as place:
        pass
    with pytest.raises(UnableToFetch) as caught:
        fetch(place.url(), admit=place.admit)
    assert caught.value.reason == "unreachable"
