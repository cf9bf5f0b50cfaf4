"""Columns, tags and authors have feeds, and lasting addresses."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from houtai.modules.content.models import Author, Column, Series
from houtai.modules.content.tests.conftest import written

pytestmark = pytest.mark.once("what stands on pages")


@pytest.fixture
def sea(alice):
    """Two articles, the first with a column, a tag, an author and a series."""
    column, series = Column.objects.create(name="Sea", slug="sea"), Series.objects.create(name="Tides", slug="tides")
    article = written(title="Low water", column=column, author=Author.objects.create(name="Ann"), series=series)
    article.tags.add("harbour")
    article.save()
    article.save_revision()
    for one in (article, written(title="Of another")):
        one.act("publish", alice)
    return column


@pytest.mark.parametrize("path", ["/column/sea/", "/tag/harbour/", "/author/ann/"])
def test_the_page_tells_of_its_feed_which_has_its_articles_alone(client, sea, path):
    page = fromstring(client.get(path).content.decode())
    feeds = page.xpath("//link[@type='application/atom+xml']/@href")
    assert f"{path}feed.xml" in feeds
    feed = client.get(f"{path}feed.xml").content.decode()
    assert "Low water" in feed
    assert "Of another" not in feed


@pytest.mark.parametrize("path", ["/column/x/feed.xml", "/tag/x/feed.xml", "/author/x/feed.xml", "/s/tides/feed.xml"])
def test_what_has_no_page_has_no_feed(client, sea, path):
    assert client.get(path).status_code == 404


def test_a_feed_goes_on_at_an_old_address(client, sea):
    sea.slug = "ocean"
    sea.save()
    assert "Low water" in client.get("/column/sea/feed.xml").content.decode()


def test_a_renamed_series_leads_on(client, sea):
    series = Series.objects.get()
    series.slug = "ebb"
    series.save()
    answer = client.get("/s/tides/?page=2")
    assert (answer.status_code, answer["Location"]) == (301, "/s/ebb/?page=2")
    assert "Low water" in client.get("/s/ebb/").content.decode()


def test_columns_stand_in_the_menu_by_their_place(client, sea):
    Column.objects.create(name="Zoo", slug="zoo")
    sea.place = 2
    sea.save()
    menu = fromstring(client.get("/column/zoo/").content.decode()).xpath("//header//nav//a")
    assert [link.text for link in menu][:2] == ["Zoo", "Sea"]
    assert [link.text for link in menu if link.get("aria-current")] == ["Zoo"]
