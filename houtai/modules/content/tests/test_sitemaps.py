from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.utils.timezone import now

from houtai.modules.content.models import Article, Author, Column, Series
from houtai.modules.content.tests.conftest import written
from houtai.modules.content.views import sitemaps

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def addresses(client, path):
    answer = client.get(path)
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return [
        place.text.removeprefix("http://localhost:8000") for place in ET.fromstring(answer.content).iter(f"{MAP}loc")
    ]


def test_the_index_leads_to_every_public_article(client, published):
    written(title="Secret plans")
    pages = addresses(client, "/sitemap.xml")
    assert pages == [
        "/sitemap-columns.xml",
        *("/sitemap-authors.xml", "/sitemap-tags.xml"),
        "/sitemap-news.xml",
        "/sitemap-0.xml",
    ]
    assert addresses(client, "/sitemap-0.xml") == [published.get_absolute_url()]


def test_a_page_is_a_span_of_numbers_with_the_time_of_its_newest(client, published, monkeypatch):
    monkeypatch.setattr(sitemaps, "SIZE", 1)
    tree = ET.fromstring(client.get("/sitemap.xml").content)
    (page,) = [page for page in tree if page.find(f"{MAP}lastmod") is not None]
    assert page.findtext(f"{MAP}loc").endswith(f"/sitemap-{published.pk}.xml")
    assert (page.findtext(f"{MAP}lastmod") or "")[:19] == published.last_published_at.isoformat()[:19]


@pytest.mark.parametrize("number", ["7", "9999999999999"])
def test_a_page_without_articles_is_none(client, published, number):
    assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_columns_and_series_have_a_page(client, db):
    Column.objects.create(name="Sea", slug="sea")
    Series.objects.create(name="Tides", slug="tides")
    assert addresses(client, "/sitemap-columns.xml") == ["/", "/column/sea/", "/s/tides/"]


def test_authors_and_tags_are_there_once_something_of_theirs_is_public(client, alice):
    Author.objects.create(name="Nobody yet")
    article = written(title="A", author=Author.objects.create(name="Ann"))
    article.tags.add("harbour")
    article.save()
    article.save_revision()
    draft = written(title="B")
    draft.tags.add("secret")
    draft.save()
    article.act("publish", alice)
    assert addresses(client, "/sitemap-authors.xml") == ["/author/ann/"]
    assert addresses(client, "/sitemap-tags.xml") == ["/tag/harbour/"]


def test_news_is_what_came_out_within_two_days(client, published, alice):
    old = written(title="Old")
    old.act("publish", alice)
    Article.objects.filter(pk=old.pk).update(first_published_at=now() - timedelta(days=3))
    answer = client.get("/sitemap-news.xml")
    titles = [title.text for title in ET.fromstring(answer.content).iter(f"{NEWS}title")]
    assert titles == [published.title]


def test_titles_cannot_break_the_news(client, alice):
    article = written(title="A & B <c>")
    article.act("publish", alice)
    tree = ET.fromstring(client.get("/sitemap-news.xml").content)
    assert [title.text for title in tree.iter(f"{NEWS}title")] == ["A & B <c>"]


def test_robots_are_told_where_the_sitemap_is_and_keep_off_the_desk(client, db):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert "Disallow: /desk/" in lines
    assert "Sitemap: http://localhost:8000/sitemap.xml" in lines


def test_none_asks_more_however_many_there_are(client, alice, remembered, django_assert_max_num_queries):
    for number in range(5):
        written(title=f"No. {number}").act("publish", alice)
    for path in ("/sitemap.xml", "/sitemap-0.xml", "/sitemap-columns.xml", "/sitemap-news.xml", "/robots.txt"):
        client.get(path)
        with django_assert_max_num_queries({"/sitemap-columns.xml": 3, "/sitemap-news.xml": 2}.get(path, 1)):
            client.get(path)
