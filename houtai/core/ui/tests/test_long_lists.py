"""Lists that are too long for numbered pages."""

import re
from itertools import chain

import pytest
from lxml.html import fromstring
from taggit.models import Tag

from houtai.core.ui import counting
from houtai.core.ui.paging import CappedPaginator
from houtai.core.ui.tests.test_lists import Tags, page_of, tags, urlpatterns  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.urls("houtai.core.ui.tests.test_lists")]


@pytest.fixture
def long(monkeypatch, at_desk):
    """The desk, and 130 tags in a list that ends to be counted at 60."""
    monkeypatch.setattr(CappedPaginator, "cap", 60)
    tags(130)
    return at_desk


def shown(response):
    return [tag.name for tag in response.context["object_list"]]


def link(response, word):
    found = fromstring(response.content.decode()).xpath(f"//nav[@class='pagination']//a[contains(., '{word}')]/@href")
    return found[0] if found else None


def followed(client, response, word):
    names = [shown(response)]
    while address := link(response, word):
        response = client.get(address)
        names.append(shown(response))
    return names


def test_next_leads_through_all_rows_once(long):
    pages = followed(long, page_of(long), "Next")
    assert [len(page) for page in pages] == [50, 50, 30]
    assert [*chain(*pages)] == [f"tag {n:05}" for n in range(130)]


def test_previous_leads_back_from_the_last_page(long):
    pages = followed(long, long.get(link(page_of(long), "Last")), "Previous")
    assert [*chain(*reversed(pages))] == [f"tag {n:05}" for n in range(130)]


def test_links_keep_search_and_order_and_a_new_order_begins_at_the_first_page(long):
    response = page_of(long, q="tag", ordering="-name")
    assert shown(response)[0] == "tag 00129"
    following = long.get(link(response, "Next"))
    assert shown(following)[0] == "tag 00079"
    header = fromstring(following.content.decode()).xpath("//th//a/@href")[0]
    assert not re.search(r"[?&]p=", header)


def test_it_says_about_how_many_there_are(long):
    assert re.search(r"(More than|About) \d+ tags", page_of(long).content.decode())
    assert re.search(r"(More than|About) \d+ tags", page_of(long, q="tag").content.decode())


@pytest.mark.parametrize("asked", ["after.x", "before.", "2", "9999999", "after.WyJ0YWciLDFd:1:2", "\x00"])
def test_what_no_link_says_is_the_first_page(long, asked):
    if asked != "before.":
        assert shown(page_of(long, p=asked))[0] == "tag 00000"
    assert page_of(long, p=asked).status_code == 200


def test_a_page_whose_rows_are_gone_is_the_last_one(long):
    second = link(page_of(long), "Next")
    Tag.objects.filter(name__gt="tag 00049").delete()
    Tag.objects.bulk_create([Tag(name=f"a {n}", slug=f"a-{n}") for n in range(30)])
    assert shown(long.get(second))[-1] == "tag 00049"


def test_short_lists_keep_their_numbers(long, monkeypatch):
    # The planner does not know yet that rows have gone.
    monkeypatch.setattr(counting, "estimate", lambda rows: (60, 1))
    Tag.objects.filter(name__gte="tag 00060").delete()
    response = page_of(long, p=2)
    assert len(shown(response)) == 10
    assert "60 tags" in response.content.decode()


def test_an_order_that_is_no_column_shows_the_first_ones_and_says_so(long, monkeypatch):
    monkeypatch.setattr(Tags, "default_ordering", None)
    response = page_of(long, p=2)
    assert len(shown(response)) == 10
    assert re.search(r"The first 60 of (about|more than) \d+\. Filter or search", response.content.decode())
