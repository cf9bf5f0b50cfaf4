from __future__ import annotations

import pytest
from django.urls import reverse
from lxml.html import fromstring

from houtai.modules.content.models import Article, Series
from houtai.modules.content.tests.conftest import written
from houtai.modules.content.tests.test_editor import form
from houtai.modules.content.tests.test_editor import url as article_url


@pytest.fixture
def tides(db):
    return Series.objects.create(name="Tides", slug="tides", about="All about them.")


@pytest.fixture
def parts(tides, alice):
    """The second was published first; there is a draft between the others."""
    made = [written(title=f"Part {number}", series=tides, number=number) for number in (2, 1, 4)]
    for article in made:
        article.act("publish", alice)
    written(title="Unready", series=tides, number=3)
    return sorted(made, key=lambda article: article.number)


def url(name, *args):
    return reverse(f"wagtailsnippets_content_series:{name}", args=args)


def links(client, article):
    page = fromstring(client.get(article.get_absolute_url()).content.decode())
    return {link.get("rel"): link.get("href") for link in page.find_class("part")[0].iter("a") if link.get("rel")}


def test_its_page_lists_what_is_public_in_order(client, parts):
    page = client.get("/s/tides/").content.decode()
    titles = [title.text_content().strip() for title in fromstring(page).iterfind(".//h2")]
    assert titles[:3] == ["Part 1", "Part 2", "Part 4"]
    assert "Unready" not in page
    assert "All about them." in page


def test_there_is_no_page_for_what_is_no_series(client, tides):
    assert client.get("/s/waves/").status_code == 404


def test_an_article_leads_to_those_before_and_after_it(client, parts):
    first, second, last = parts
    assert links(client, first) == {"next": second.get_absolute_url()}
    assert links(client, second) == {"prev": first.get_absolute_url(), "next": last.get_absolute_url()}
    assert links(client, last) == {"prev": second.get_absolute_url()}
    assert "Part 2 of 3:" in client.get(second.get_absolute_url()).content.decode()


def test_it_says_so_in_chinese(client, parts):
    page = client.get(parts[1].get_absolute_url(), headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "共 3 篇，第 2 篇" in page


def test_an_article_in_no_series_says_nothing(client, published):
    assert 'class="part"' not in client.get(published.get_absolute_url()).content.decode()


def test_what_is_withdrawn_is_left_out_at_once(client, parts, alice):
    first, second, last = parts
    second.refresh_from_db()
    second.unpublish(user=alice)
    assert links(client, first) == {"next": last.get_absolute_url()}


def test_the_editor_gives_the_next_number(client, alice, parts, tides):
    client.force_login(alice)
    client.post(article_url("add"), form(title="Fifth", series=tides.pk))
    assert Article.objects.get(title="Fifth").number == 5
    client.post(article_url("add"), form(title="Ninth", series=tides.pk, number=9))
    assert Article.objects.get(title="Ninth").number == 9


def test_a_manager_makes_one(client, alice):
    client.force_login(alice)
    client.post(url("add"), {"name": "Waves", "slug": "waves", "about": ""})
    assert Series.objects.get().slug == "waves"


def test_a_series_with_articles_is_not_deleted(client, alice, parts, tides):
    client.force_login(alice)
    client.post(url("delete", tides.pk))
    assert Series.objects.filter(pk=tides.pk).exists()


@pytest.mark.parametrize("who", ["bob", "editor", "charlie"])
def test_others_change_none(who, request, client, tides):
    client.force_login(request.getfixturevalue(who))
    for address in (url("add"), url("edit", tides.pk), url("delete", tides.pk)):
        assert client.post(address, {"name": "Mine", "slug": "mine"}).status_code in (302, 403, 404), address
    assert list(Series.objects.values_list("name", flat=True)) == ["Tides"]


def test_a_part_costs_one_question_however_long_the_series(client, parts, remembered, django_assert_max_num_queries):
    address = parts[0].get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(9):
        client.get(address)
