"""Articles are found by words, at the desk the newest draft."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from houtai.core.text.models import Refiling
from houtai.core.text.search import found
from houtai.core.ui.paging import CappedPaginator
from houtai.modules.content.models import Article, Column, SearchDocument
from houtai.modules.content.tasks import file_articles
from houtai.modules.content.tests.conftest import written

LIST, CHOOSE = "wagtailsnippets_content_article:list", "wagtailsnippetchoosers_content_article:choose"
HOSTILE = (
    "\0",
    '"',
    "-",
    '-"',
    "' OR 1=1 --",
    "NEAR(",
    "title:",
    "a*b:*|&!(",
    "😀🫨",
    "的",
    "x" * 10_000,
    "%_\\",
    "…？！",
)


def titles(text, **options):
    return [article.title for article in Article.objects.search(text, **options)[0:10]]


def test_the_title_comes_before_the_text_and_the_new_before_the_old(db):
    for title, body in (("Tides", "old"), ("One", "tides"), ("Two", "tides"), ("More tides", "new")):
        written(title=title, body=f"<p>{body}</p>")
    assert titles("tide") == ["More tides", "Tides", "Two", "One"]
    for cut in range(4):
        assert [one.title for one in Article.objects.search("tide")[cut : cut + 1]] == [titles("tide")[cut]]


def test_what_many_say_is_found_among_the_newest(db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(found, "RECENT", 3)
    for number in range(5):
        written(title=f"No. {number}", body="<p>tides</p>")
    assert titles("tides -4") == ["No. 3", "No. 2", "No. 1", "No. 0"]
    with django_assert_num_queries(4):
        assert [one.title for one in Article.objects.search("tides")[0:2]] == ["No. 4", "No. 3"]


def test_the_newest_draft_is_found_and_no_older_one(published):
    published.title = "Ferry"
    published.body = "<p>ferries</p>"
    published.save_revision()
    assert titles("ferries") == [Article.objects.get().title]
    assert titles("tables") == []
    assert published.documents.count() == 2


def test_a_text_that_is_the_same_for_all_is_kept_once(published):
    assert published.documents.count() == 1
    published.remove()
    assert not SearchDocument.objects.exists()


def test_another_desks_drafts_are_not_found_nor_counted(db, bob, client):
    desk = Group.objects.create(name="Finance desk")
    written(title="Secret tides", column=Column.objects.create(name="Finance", slug="finance", desk=desk))
    written(title="Public tides")
    seen = Article.objects.visible_to(bob).search("tides")
    assert [article.title for article in seen[0:10]] == ["Public tides"]
    assert seen.order_by().count() == 1
    client.force_login(bob)
    for name in (LIST, CHOOSE):
        page = client.get(reverse(name), {"q": "tides"}).content.decode()
        assert "Public tides" in page
        assert "Secret tides" not in page


@pytest.mark.parametrize("typing", [False, True])
def test_nothing_that_is_typed_fails(draft, typing):
    for typed in HOSTILE:
        found = Article.objects.search(typed, typing=typing)
        assert found.order_by().count() == len(found[0:10]) == 0, typed


def test_a_page_that_finds_nothing_says_so(draft, alice, client):
    client.force_login(alice)
    for name, typed in ((LIST, "…"), (CHOOSE, '"')):
        assert draft.title not in client.get(reverse(name), {"q": typed}).content.decode()


def test_sorting_and_filtering_go_with_searching(draft, alice, client):
    written(title="Second tide", body="<p>one</p>")
    client.force_login(alice)
    for order, first in (("words", "Second tide"), ("-words", draft.title)):
        asked = {"q": "tide", "ordering": order, "state": "draft"}
        assert client.get(reverse(LIST), asked).context["object_list"][0].title == first
    assert client.get(reverse(LIST), {"q": "tide", "export": "csv"}).status_code == 200


def test_what_was_there_before_is_filed_in_the_background(published):
    SearchDocument.objects.all().delete()
    Refiling.begin(Article)
    file_articles.call()
    assert titles("tables") == [published.title]
    assert SearchDocument.objects.get().published == published.first_published_at
    assert not Refiling.objects.exists()


def test_the_desk_shows_where_it_stands_and_does_not_count_on_for_ever(draft, alice, client, monkeypatch):
    monkeypatch.setattr(CappedPaginator, "cap", 1)
    written(title="Second", body="<p>Tide &lt;b&gt;</p>")
    client.force_login(alice)
    page = client.get(reverse(LIST), {"q": "tid"}).content.decode()
    assert re.search(r"The first 1 of (more than|about) \d+\.", page)
    assert "its <mark>tide</mark> tables" in page
