"""Bad input from outside, from the wire to what people read at the desk: a clear message, and nothing lost."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from houtai.core.workspaces.tests.loopback import Loopback, reply, serving
from houtai.modules.collect import client as collector
from houtai.modules.collect.models import Books, Draft, Entry
from houtai.modules.collect.tests.conftest import NOW, Web, feed, item, page, story

MEGABYTE = 1024**2
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel>'
CHINESE = "编辑部今天收到一篇很长的稿件，大家正在讨论怎样处理。" * 8
BIG5 = "編輯部今天收到一篇很長的稿件，大家正在討論怎樣處理。" * 8


def bad(place: Loopback, handler: BaseHTTPRequestHandler) -> None:
    """What the paths of this server do, each wrong in its own way."""
    path = handler.path.split("?")[0]
    if path == "/large":
        reply(handler, b" " * (50 * MEGABYTE))
    elif path == "/endless":
        reply(handler, status=302, Location=place.url(f"/endless?{len(place.seen)}"))
    elif path == "/inward":
        reply(handler, status=302, Location="http://169.254.169.254/latest/")
    elif path == "/by-name":
        reply(handler, status=302, Location="http://innocent.example/feed")
    elif path == "/broken":
        reply(handler, b"<rss><channel><it", Content_Type="application/xml")
    elif path == "/bomb":
        reply(handler, BOMB.encode(), Content_Type="application/xml")
    else:
        reply(handler, b"gone", status=404)


FEEDS = {
    "/large": ("too_large", "is larger than 10 MB"),
    "/endless": ("too_many_redirects", "redirects again and again"),
    "/inward": ("private_address", "leads into a private network"),
    "/by-name": ("private_address", "leads into a private network"),
    "/broken": ("malformed", "is damaged"),
    "/bomb": ("hostile", "defines XML entities"),
}
PAGES = [path for path in FEEDS if path not in {"/broken", "/bomb"}]


@pytest.fixture
def web(db: None) -> Any:
    """The bad paths, beside those that a test adds to `pages`."""
    pages: dict[str, Any] = {}
    places: list[Loopback] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        kind = {"Content-Type": "text/html; charset=utf-8"}
        if handler.path in pages:
            found = pages[handler.path]
            status, headers, body = found if isinstance(found, tuple) else (200, kind, found.encode())
            reply(handler, body, status=status, **headers)
        else:
            bad(places[0], handler)

    with serving(answer) as place:
        places.append(place)
        yield Web(place, pages)


def look(web: Web, source: Any, *, hours: int = 0) -> Any:
    """Collect as the worker does, but asking a name server of our own, which leads inward."""
    fetch = partial(collector.fetch, resolve=lambda host, port: ["10.0.0.7"])
    source.refresh_from_db()
    now = NOW + timedelta(hours=hours)
    return source.collect(now=now, fetch=fetch, admit=web.place.admit, sleep=lambda seconds: None)


@pytest.mark.parametrize("path", FEEDS)
def test_a_bad_feed_is_told_at_the_desk_and_what_was_collected_stays(web, client, alice, path):
    reason, words = FEEDS[path]
    web.stories(1)
    source = web.source()
    look(web, source)
    type(source).objects.filter(pk=source.pk).update(url=web.place.url(path))
    run = look(web, source, hours=1)
    assert (run.status, run.reason, run.found, source.health) == ("failed", reason, 0, "failing")
    client.force_login(alice)
    assert words in client.get(f"/desk/collect/sources/{source.pk}/").content.decode()
    assert Draft.objects.count() == 1
    web.stories(1, 2, path=path)
    assert (look(web, source, hours=2).found, source.health) == (1, "good")
    assert (Draft.objects.count(), Books.differences()) == (2, [])


@pytest.mark.parametrize("path", PAGES)
def test_behind_a_bad_page_the_feeds_own_text_is_taken_and_an_entry_without_any_is_refused_in_words(
    web, client, alice, path
):
    reason, words = FEEDS[path]
    link = web.place.url(path)
    web.pages["/feed"] = feed(item(1, link=f"{link}?1", text=story(1)), item(2, link=f"{link}?2"))
    run = look(web, web.source())
    assert (run.status, run.found, run.drafted, run.refused) == ("done", 2, 1, 1)
    assert Draft.objects.get().page_note == reason
    refused = Entry.objects.get(fate="refused")
    assert words in refused.message
    client.force_login(alice)
    assert words in client.get("/desk/collect/entries/").content.decode()
    assert Books.differences() == []


WRONG = [
    ("gb18030", "text/html; charset=utf-8", ""),
    ("gb18030", "text/html", '<meta charset="utf-8">'),
    ("utf-8", "text/html; charset=iso-8859-1", '<meta charset="utf-8">'),
    ("utf-16", "text/html; charset=no-such-charset", ""),
    ("big5", "text/html; charset=utf-8", '<meta charset="big5">'),
]


@pytest.mark.parametrize(("really", "header", "meta"), WRONG)
def test_a_wrong_charset_costs_no_entry(web, really, header, meta):
    text = BIG5 if really == "big5" else CHINESE
    html = page("2026", text).replace("<head>", f"<head>{meta}")
    web.pages["/page"] = (200, {"Content-Type": header}, html.encode(really))
    web.pages["/feed"] = feed(item(1, link=web.place.url("/page"), text=story(1)))
    run = look(web, web.source())
    assert (run.found, run.drafted) == (1, 1)
    draft = Draft.objects.get()
    assert text[:12] in draft.html
    assert draft.words > 50


@pytest.mark.parametrize(("really", "said"), [("gb18030", "utf-8"), ("utf-8", "gb18030"), ("koi8-r", "utf-8")])
def test_a_feed_in_another_charset_than_it_says_is_read_or_refused_but_never_half(web, really, said):
    words = "слово и дело " * 40 if really == "koi8-r" else CHINESE
    text = f"<?xml version='1.0' encoding='{said}'?>" + feed(item(1, text=words)).partition("?>")[2]
    web.pages["/feed"] = (200, {"Content-Type": "application/xml"}, text.encode(really))
    source = web.source()
    run = look(web, source)
    assert run.status in {"done", "failed"}
    assert run.found == run.drafted + run.duplicates + run.refused
    assert run.status == "done" or source.last_message
    assert Books.differences() == []
