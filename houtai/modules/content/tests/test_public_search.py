"""Readers search what is public."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse

from houtai.modules.content.models import Article
from houtai.modules.content.tests.conftest import written
from houtai.modules.content.views import search

DOOR = "/search/"


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


def page_of(client, asked: str, **more) -> str:
    return client.get(DOOR, {"q": asked, **more}).content.decode()


def test_found_words_are_marked_and_markup_is_none(alice, client):
    made = written(title="Tides <b>& tables", body="<p>The port's tide &lt;i&gt; office 港务局宣布 today.</p>")
    made.act("publish", alice)
    page = page_of(client, "tide 港务局")
    assert "<mark>Tides</mark> &lt;b&gt;&amp; tables" in page
    assert "<mark>tide</mark> &lt;i&gt; office <mark>港务局</mark>宣布" in page
    assert "1 article" in page


def test_a_draft_and_the_words_of_a_later_draft_are_not_found(published, client):
    written(title="Unpublished tide")
    published.body = "<p>secret harbour</p>"
    published.save_revision()
    assert published.title not in page_of(client, "secret")
    page = page_of(client, "tide")
    assert "Unpublished" not in page
    assert published.get_absolute_url() in page


def test_what_is_withdrawn_is_found_no_more(published, alice, client):
    Article.objects.get().act("unpublish", alice)
    assert published.get_absolute_url() not in page_of(client, "tide")


def test_a_new_text_is_found_once_it_is_published(published, alice, client):
    published.body = "<p>secret harbour</p>"
    published.save_revision()
    published.act("publish", alice)
    assert published.get_absolute_url() in page_of(client, "secret")
    assert Article.objects.get().documents.count() == 1


def test_pages_follow_each_other(alice, client, monkeypatch):
    monkeypatch.setattr(search, "PAGE", 1)
    for title in ("First tide", "Second tide"):
        written(title=title).act("publish", alice)
    assert "?q=tide&amp;page=2" in page_of(client, "tide")
    assert [title in page_of(client, "tide", page=2) for title in ("First", "Second")] == [True, False]


def test_nobody_lists_or_keeps_it_and_every_public_page_leads_there(published, client):
    answer = client.get(DOOR, {"q": "tide"})
    assert (answer["X-Robots-Tag"], answer["Cache-Control"]) == ("noindex", "no-store")
    assert not answer.cookies
    assert f'action="{reverse("content:search")}"' in client.get("/").content.decode()


@pytest.mark.parametrize("asked", ["", "\0", '"', "…", "x" * 10_000])
def test_nothing_that_is_typed_fails(client, db, asked):
    assert client.get(DOOR, {"q": asked}).status_code == 200


def test_too_many_from_one_place_wait_a_minute(client, db, monkeypatch):
    monkeypatch.setattr(search, "A_MINUTE", 1)
    assert [client.get(DOOR, {"q": "tide"}).status_code for _time in range(2)] == [200, 429]
    assert client.get(DOOR).status_code == 200
