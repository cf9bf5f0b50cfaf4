"""The links of a page are followed by a selector that is offered, pointed at, or written by hand."""

import re

import pytest
from django.urls import reverse

from houtai.core.catalog.catalog import catalog
from houtai.modules.collect.models import Draft, Preview
from houtai.modules.collect.tests.conftest import NOW, page, story

MENU = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("home", "tech", "world"))


def front(*numbers, extra=""):
    cards = "".join(f"<article class='card'><h2><a href='/{n}'>Headline of {n}</a></h2></article>" for n in numbers)
    return f"<!doctype html><html><body><ul>{MENU}</ul><main>{cards}</main>{extra}</body></html>"


@pytest.fixture
def source(web):
    """A page that was given as a source; its links have not been chosen yet."""
    for number in range(1, 5):
        web.pages[f"/{number}"] = page(f"Story {number}", story(number))
    web.pages["/"] = front(1, 2, 3, extra="<script>alert(1)</script><img src='http://n.example/i.png' onerror=x()>")
    row = web.source("/")
    web.collect(row)
    return row


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


def follow(source, by, selector):
    return catalog.action("collect.follow").run(source, by=by, at=NOW, selector=selector)


def test_a_page_offers_its_links_and_the_list_of_headlines_comes_first(source, desk):
    assert source.last_error == "is_a_page"
    shown = desk.get(reverse("collect.source", args=[source.pk])).content.decode()
    address = reverse("collect.following", args=[source.pk])
    assert address in shown
    text = desk.get(address).content.decode()
    assert "3 links are found" in text
    assert "Headline of 2" in text


def test_followed_links_become_drafts_and_later_ones_too(web, source, alice):
    follow(source, alice, "article h2 a")
    run = web.collect(source)
    assert (run.status, run.drafted, Draft.objects.filter(title="Headline of 1").count()) == ("done", 3, 1)
    web.pages["/"] = front(4, 1, 2, 3)
    assert web.collect(source).drafted == 1
    assert web.collect(source).status == "unchanged"


def test_following_is_undone(source, alice):
    decision = follow(source, alice, "article h2 a")
    decision.undo(by=alice)
    source.refresh_from_db()
    assert source.selector == ""


def test_a_click_in_the_preview_chooses_the_links_like_it(source, desk):
    preview = desk.get(reverse("collect.preview", args=[source.pk])).content.decode()
    (back,) = re.findall(r'<a href="([^"]+)" target="_top">Headline of 2', preview)
    text = desk.get(back.replace("&amp;", "&")).content.decode()
    assert 'name="selector" value="main &gt; article.card &gt; h2 &gt; a"' in text


def test_the_preview_acts_in_no_way(source, desk):
    answer = desk.get(reverse("collect.preview", args=[source.pk]), {"selector": "h2 a"})
    policy, text = answer["Content-Security-Policy"], answer.content.decode()
    assert "default-src 'none'" in policy
    assert "sandbox allow-top-navigation-by-user-activation" in policy
    assert "script" not in policy.replace("allow-scripts", "script")
    assert not any(word in text for word in ("<script", "onerror", "alert(1)"))
    assert text.count('class="houtai-chosen"') == 3
    assert all(link.startswith("/desk/collect/") for link in re.findall(r'<a [^>]*href="([^"]+)"', text))


def test_a_selector_that_is_none_is_refused_in_words(source, desk):
    address = reverse("collect.following", args=[source.pk])
    assert "This is not a CSS selector" in desk.get(address, {"selector": "div >"}).content.decode()
    act = reverse("work.act", args=["collect.follow", source.pk])
    desk.post(act, {"selector": "div >", "seen": source.subject.version})
    source.refresh_from_db()
    assert source.selector == ""


def test_a_page_whose_links_are_gone_says_so_and_shows_how_it_looks_now(web, source, alice):
    follow(source, alice, "article h2 a")
    web.pages["/"] = "<!doctype html><p>Closed for today, come back tomorrow.</p>"
    run = web.collect(source)
    assert (run.status, run.reason) == ("failed", "no_links")
    assert "Closed" in Preview.objects.get().html


def test_only_who_may_change_sources_sees_the_preview(source, client, bob):
    client.force_login(bob)
    for name in ("collect.following", "collect.preview"):
        assert client.get(reverse(name, args=[source.pk])).status_code == 404
