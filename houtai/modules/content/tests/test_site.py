"""Readers meet the site by its own name, everywhere."""

from __future__ import annotations

import json

import pytest
from lxml.html import fromstring

from houtai.core.catalog.catalog import catalog
from houtai.core.text.pictures import read
from houtai.core.text.pictures.library import keep
from houtai.core.text.tests.pictures import picture
from houtai.core.work.models import Site

# Wagtail leaves it to Python to close the files that it measures and makes.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def site(alice):
    logo = keep(read(picture(size=(400, 100))), name="Logo")
    said = {"name": "Harbour <News>", "tagline": "Of tides.", "icp": "京ICP备12345678号-1"}
    more = {"logo": logo.pk, "footer": "Imprint: https://example.com/us <b>"}
    catalog.action("work.change_site").run(Site.objects.kept(), by=alice, **said, **more)
    return Site.objects.shown()


def test_pages_carry_its_name_logo_footer_and_record(client, site, published):
    page = client.get(published.get_absolute_url()).content.decode()
    tree = fromstring(page)
    assert tree.findtext(".//title") == f"{published.title} · Harbour <News>"
    (logo,) = tree.xpath("//header//a/img")
    assert (logo.get("alt"), logo.get("src"), logo.get("height")) == ("Harbour <News>", site.mark.url, "100")
    assert "Houtai" not in page
    assert "&lt;b&gt;" in page
    links = tree.xpath("//footer//a/@href")
    assert {"https://example.com/us", "https://beian.miit.gov.cn/"} <= {*links}


def test_search_engines_and_feeds_are_told_who_publishes(client, site, published):
    tree = fromstring(client.get(published.get_absolute_url()).content.decode())
    publisher = json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)["publisher"]
    assert publisher["name"] == "Harbour <News>"
    assert publisher["logo"]["url"] == f"http://localhost:8000{site.mark.url}"
    feed, news = client.get("/feed.xml").content.decode(), client.get("/sitemap-news.xml").content.decode()
    assert "<title>Harbour &lt;News&gt;</title><link" in feed
    assert "<subtitle>Of tides.</subtitle>" in feed
    assert "<news:name>Harbour &lt;News&gt;</news:name>" in news


def test_readers_are_spoken_to_in_its_language(client, site, published, alice):
    catalog.action("work.change_site").run(Site.objects.get(), by=alice, language="zh-hans")
    answer = client.get("/", headers={"Accept-Language": "en"})
    assert '<html lang="zh-hans">' in answer.content.decode()
    assert answer["Content-Language"] == "zh-hans"
    assert '<html lang="zh-hans">' in client.get("/nothing/", headers={"Accept-Language": "en"}).content.decode()
    assert 'lang="en"' in client.get("/account/login/", headers={"Accept-Language": "en"}).content.decode()


def test_readers_are_not_led_to_the_desk_when_nothing_is_there(client, site):
    page = client.get("/nothing/")
    assert page.status_code == 404
    assert "Harbour &lt;News&gt;" in page.content.decode()
    assert "/desk/" not in page.content.decode()


def test_the_site_costs_one_question(client, published, site, remembered, django_assert_num_queries):
    client.get("/search/")
    with django_assert_num_queries(3) as asked:
        client.get("/search/")
    assert ["work_site" in query["sql"] for query in asked].count(True) == 1
