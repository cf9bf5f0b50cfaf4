"""Sitemaps, packed or not, of news or not, and indexes of them: what is newest comes in."""

import gzip

from houtai.modules.collect.client.feed import MOST_PLACES, parse
from houtai.modules.collect.models import Draft
from houtai.modules.collect.tests.conftest import page, story

SPACE = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def urlset(*places):
    return f'<?xml version="1.0"?><urlset {SPACE}>{"".join(places)}</urlset>'


def place(url, day="", more=""):
    return f"<url><loc>{url}</loc>{f'<lastmod>2026-11-{day}</lastmod>' if day else ''}{more}</url>"


def test_the_newest_come_first_and_what_has_no_date_last():
    text = urlset(place("/none"), place("/old", "01"), place("/new", "22T10:00:00+08:00"), place("/old", "01"))
    entries = parse(text.encode(), url="https://n.example/sitemap.xml").entries
    assert [entry.url for entry in entries] == [f"https://n.example/{name}" for name in ("new", "old", "none")]


def test_a_news_sitemap_tells_titles_and_times():
    news = (
        "<news:news><news:publication><news:name>N</news:name><news:language>en</news:language></news:publication>"
        "<news:publication_date>2026-11-22</news:publication_date><news:title>A &amp; B</news:title></news:news>"
    )
    (entry,) = parse(urlset(place("https://n.example/1", more=news)).encode()).entries
    assert (entry.title, entry.published.day) == ("A & B", 22)


def test_of_a_huge_sitemap_the_newest_are_taken():
    text = urlset(*(place(f"https://n.example/{n}", f"{n % 28 + 1:02}") for n in range(3000)))
    entries = parse(text.encode()).entries
    assert len(entries) == MOST_PLACES
    assert {entry.published.day for entry in entries} == {27, 28}


def test_a_packed_sitemap_is_collected_with_the_titles_of_its_pages(web):
    web.pages["/1"] = page("Story 1", story(1))
    packed = gzip.compress(urlset(place(web.place.url("/1"))).encode())
    web.pages["/sitemap.xml.gz"] = (200, {"Content-Type": "application/gzip"}, packed)
    run = web.collect(web.source("/sitemap.xml.gz"))
    assert (run.status, run.drafted, Draft.objects.get().title) == ("done", 1, "Story 1")


def test_an_index_leads_to_its_newest_sitemaps_and_a_broken_one_costs_only_itself(web):
    for number in (1, 2):
        web.pages[f"/{number}"] = page(f"Story {number}", story(number))
        web.pages[f"/map{number}.xml"] = urlset(place(web.place.url(f"/{number}")))
    maps = "".join(f"<sitemap><loc>/map{n}.xml</loc></sitemap>" for n in (1, 2, 3))
    web.pages["/sitemap.xml"] = f"<sitemapindex {SPACE}>{maps}</sitemapindex>"
    assert web.collect(web.source("/sitemap.xml")).drafted == 2


def test_a_sitemap_that_is_cut_off_gives_what_it_still_has():
    text = urlset(place("https://n.example/1"), place("https://n.example/2"))
    assert len(parse(text[: text.index("/2<")].encode()).entries) >= 1
