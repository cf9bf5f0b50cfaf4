from __future__ import annotations

import json

import pytest
from lxml.html import fromstring

from houtai.modules.content.models import Author, Column
from houtai.modules.content.tests.conftest import written


@pytest.fixture
def article(alice):
    fields = {
        "author": Author.objects.create(name="A. Reporter"),
        "column": Column.objects.create(name="Sea", slug="sea"),
        "cover_url": "https://pictures.example/sea.jpg",
        "summary": 'The "tide".',
    }
    made = written(title="Tide <tables>", body="<p>one two three</p>", **fields)
    made.act("publish", alice)
    made.refresh_from_db()
    return made


@pytest.fixture
def page(client, article):
    return fromstring(client.get(article.get_absolute_url()).content.decode())


def test_search_engines_read_a_news_article(page, article):
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert {name: data[name] for name in ("@type", "headline", "wordCount", "isAccessibleForFree", "image")} == {
        "@type": "NewsArticle",
        "headline": "Tide <tables>",
        "wordCount": 3,
        "isAccessibleForFree": True,
        "image": ["https://pictures.example/sea.jpg"],
    }
    assert data["publisher"]["name"] == "Houtai"
    assert data["author"]["name"] == "A. Reporter"
    assert data["datePublished"] == article.first_published_at.isoformat()
    assert data["mainEntityOfPage"] == f"http://localhost:8000{article.get_absolute_url()}"


def test_other_sites_show_the_link_with_picture_and_summary(page, article):
    told = {tag.get("property"): tag.get("content") for tag in page.iter("meta") if tag.get("property")}
    assert told["og:title"] == "Tide <tables>"
    assert told["og:description"] == 'The "tide".'
    assert told["og:image"] == "https://pictures.example/sea.jpg"
    assert told["og:url"] == f"http://localhost:8000{article.get_absolute_url()}"
    assert told["article:section"] == "Sea"


def test_there_is_one_address_whatever_follows_it(client, article):
    page = fromstring(client.get(f"{article.get_absolute_url()}?from=mail").content.decode())
    (link,) = page.xpath("//link[@rel='canonical']")
    assert link.get("href") == f"http://localhost:8000{article.get_absolute_url()}"


def test_lists_have_one_address_for_each_of_their_pages(client, article):
    for asked, told in (("/", "/"), ("/?page=1&x=2", "/"), ("/column/sea/", "/column/sea/")):
        page = fromstring(client.get(asked).content.decode())
        assert page.xpath("//link[@rel='canonical']")[0].get("href") == f"http://localhost:8000{told}"
