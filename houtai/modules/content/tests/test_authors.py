"""Authors: by-lines, pages, feeds, and addresses that last."""

from __future__ import annotations

import pytest

from houtai.modules.content.models import Author
from houtai.modules.content.tests.conftest import act, written

pytestmark = pytest.mark.once("what stands on pages")


@pytest.fixture
def ann(alice):
    author = Author.objects.create(name="Ann Writer", about="Writes about harbours.")
    act("publish", written(title="Low water", author=author), alice)
    return author


def test_the_by_line_leads_to_the_page_of_the_author(client, ann):
    article = ann.article_set.get()
    page = client.get(article.get_absolute_url()).content.decode()
    assert '<a rel="author" href="/author/ann-writer/">Ann Writer</a>' in page
    assert '"url": "http://testserver/author/ann-writer/"' in page.replace("localhost:8000", "testserver")
    page = client.get("/author/ann-writer/").content.decode()
    assert "Writes about harbours." in page
    assert "Low water" in page


def test_a_by_line_of_somebody_else_is_no_link(client, alice):
    article = written(title="High water", byline="A. Freelancer")
    act("publish", article, alice)
    page = client.get(article.get_absolute_url()).content.decode()
    assert "<span>A. Freelancer</span>" in page
    assert 'rel="author"' not in page


def test_the_feed_has_the_articles_of_this_author_alone(client, ann, alice):
    act("publish", written(title="Of another"), alice)
    feed = client.get("/author/ann-writer/feed.xml").content.decode()
    assert "Low water" in feed
    assert "Of another" not in feed


def test_of_whom_nothing_is_public_there_is_no_page(client, ann, alice):
    Author.objects.create(name="Secret Source")
    act("unpublish", ann.article_set.get(), alice)
    for path in ("secret-source/", "ann-writer/", "ann-writer/feed.xml", "nobody/"):
        assert client.get(f"/author/{path}").status_code == 404


def test_an_old_address_leads_to_the_new_one(client, ann):
    ann.slug = "ann"
    ann.save()
    answer = client.get("/author/ann-writer/?page=2")
    assert (answer.status_code, answer["Location"]) == (301, "/author/ann/?page=2")
    other = Author.objects.create(name="Ann Writer the second", slug="ann-writer")
    assert client.get("/author/ann-writer/").status_code == 404
    assert other.old_addresses.count() == ann.old_addresses.count() == 0


def test_addresses_are_made_of_names_and_are_one_each(db):
    slugs = [Author.objects.create(name=name).slug for name in ("王小明", "O'Neil", "oneil", "!!!", "???")]
    assert slugs == ["王小明", "oneil", "oneil-2", "author", "author-2"]
