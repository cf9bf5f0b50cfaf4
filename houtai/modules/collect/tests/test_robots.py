"""What a server's robots.txt asks for is done, for feeds and for the pages behind their entries."""

from datetime import timedelta
from functools import partial

from django.urls import reverse

from houtai.core.workspaces.tests.loopback import reply, serving
from houtai.modules.collect.models import Draft, Host
from houtai.modules.collect.tests.conftest import NOW, answer, feed, item, story


def asked(web, path="/robots.txt"):
    return sum(seen == path for seen, _headers in web.place.seen)


def test_a_source_that_robots_may_not_fetch_is_not_fetched_and_says_so(web, client, alice):
    web.stories(1)
    web.pages["/robots.txt"] = "User-agent: *\nDisallow: /feed\n"
    source = web.source()
    run = web.collect(source)
    assert (run.status, run.reason, asked(web, "/feed")) == ("failed", "robots", 0)
    client.force_login(alice)
    assert "by its robots.txt" in client.get(reverse("collect.source", args=[source.pk])).content.decode()


def test_behind_a_forbidden_page_the_feeds_own_text_is_taken(web):
    web.pages["/robots.txt"] = "User-agent: houtai\nDisallow: /1\n"
    web.stories(1)
    web.pages["/feed"] = feed(item(1, link=web.place.url("/1"), text=story(1)))
    web.collect(web.source())
    assert (Draft.objects.get().page_note, asked(web, "/1")) == ("robots", 0)


def test_what_a_redirect_leads_to_is_held_to_the_rules_too(web):
    web.stories(1)
    web.pages["/robots.txt"] = "User-agent: *\nDisallow: /inner\n"
    web.pages["/inner"] = web.pages["/feed"]
    web.pages["/feed"] = (302, {"Location": "/inner"}, "")
    run = web.collect(web.source())
    assert (run.status, run.reason, Draft.objects.count()) == ("failed", "robots", 0)


def test_the_rules_are_asked_for_once_a_day(web):
    web.stories(1)
    source = web.source()
    for hours in (0, 1, 2):
        web.collect(source, now=NOW + timedelta(hours=hours))
    assert asked(web) == 1
    web.collect(source, now=NOW + timedelta(days=2))
    assert asked(web) == 2


def test_the_pause_that_a_server_asks_for_is_kept(web):
    web.stories(1, 2)
    web.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 7\n"
    waited: list[float] = []
    web.source().collect(now=NOW, admit=web.place.admit, closed=True, sleep=waited.append)
    assert all(6.5 < wait <= 7 for wait in waited)
    assert len(waited) == 2


def test_a_server_that_cannot_say_its_rules_is_not_asked_for_anything_else(web):
    web.stories(1)
    web.pages["/robots.txt"] = (503, {"Retry-After": "600"}, "later")
    source = web.source()
    run = web.collect(source)
    assert (run.status, run.reason, asked(web, "/feed")) == ("failed", "busy", 0)
    assert Host.objects.get().free_at >= NOW + timedelta(seconds=600) if Host.objects.exists() else True


def test_the_server_is_told_who_asks(web):
    web.stories(1)
    web.collect(web.source())
    assert all(headers["User-Agent"].startswith("Houtai/") for _path, headers in web.place.seen)


def test_another_server_that_a_redirect_leads_to_is_asked_for_its_rules_first(web):
    refused: dict[str, object] = {"/robots.txt": "User-agent: *\nDisallow: /inner\n"}
    with serving(partial(answer, refused)) as other:
        web.pages["/feed"] = (302, {"Location": other.url("/inner")}, "")
        admit = web.place.admit | other.admit
        how = {"now": NOW, "admit": admit, "closed": True, "sleep": lambda seconds: None}
        run = web.source().collect(**how)
        assert (run.reason, [path for path, _headers in other.seen]) == ("robots", ["/robots.txt"])
        refused |= {"/robots.txt": "", "/feed": feed(item(1, text=story(1)))}
        web.pages["/there"] = (302, {"Location": other.url("/feed")}, "")
        Host.objects.update(told_at=None)
        assert web.source("/there").collect(**how).drafted == 1
        assert Host.objects.get(name=f"127.0.0.1:{other.port}").free_at > NOW


def test_from_server_to_server_we_go_a_few_times_only(web):
    with serving(lambda handler: reply(handler, status=302, Location=web.place.url("/feed"))) as other:
        web.pages["/feed"] = (302, {"Location": other.url("/feed")}, "")
        admit = web.place.admit | other.admit
        run = web.source().collect(now=NOW, admit=admit, closed=True, sleep=lambda seconds: None)
    assert run.reason == "too_many_redirects"
