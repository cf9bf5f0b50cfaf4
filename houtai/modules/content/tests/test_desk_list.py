from __future__ import annotations

import pytest
from django.urls import reverse
from lxml.html import fromstring

from houtai.modules.content.models import Author, Column
from houtai.modules.content.tests.conftest import written

LIST = "wagtailsnippets_content_article:list"


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


def test_the_list_says_title_state_author_column_and_words(desk, alice):
    column = Column.objects.create(name="Sea", slug="sea")
    article = written(title="Tides", body="<p>one two three</p>", byline="A. Reporter", column=column)
    article.act("publish", alice)
    page = desk.get(reverse(LIST)).content.decode()
    for shown in ("Tides", "Published", "A. Reporter", "Sea", "3"):
        assert any(cell.startswith(shown) for cell in cells(page)), shown


def cells(page: str) -> set[str]:
    return {cell.text_content().strip() for cell in fromstring(page).iterfind(".//tbody//td")}


def test_an_empty_list_says_what_to_do_next(desk):
    assert "There are no articles yet." in desk.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize("words", ["潮汐", "港务局", "digital"])
def test_search_finds_any_part_of_title_and_text(desk, words):
    written(title="港口潮汐表上线", body="<p>港务局今天宣布。Now digital.</p>")
    written(title="Other", body="<p>别的</p>")
    page = desk.get(reverse(LIST), {"q": words}).content.decode()
    assert "港口潮汐表上线" in page
    assert "Other" not in page


def test_search_does_not_find_markup(desk):
    written(title="Plain", body="<p><strong>bold</strong></p>")
    assert "Plain" not in desk.get(reverse(LIST), {"q": "strong"}).content.decode()


def test_filters_by_state(desk, draft, alice):
    written(title="Second").act("publish", alice)
    page = desk.get(reverse(LIST), {"state": "published"}).content.decode()
    assert "Second" in page
    assert draft.title not in page


def test_sorts_by_words(desk):
    written(title="Short", body="<p>one</p>")
    written(title="Long", body="<p>one two</p>")
    page = desk.get(reverse(LIST), {"ordering": "words"}).content.decode()
    assert page.index("Short") < page.index("Long")


def test_the_export_runs_no_formula(desk):
    written(title="=HYPERLINK(1)")
    export = b"".join(desk.get(reverse(LIST), {"export": "csv"}).streaming_content).decode()
    assert '"\'=HYPERLINK(1)"' in export


def test_the_list_costs_the_same_for_one_and_for_many(desk, django_assert_max_num_queries, remembered):
    for number in range(15):
        column = Column.objects.create(name=f"C{number}", slug=f"c{number}")
        author = Author.objects.create(name=f"A{number}")
        written(title=f"No. {number}", column=column, author=author)
    desk.get(reverse(LIST))
    with django_assert_max_num_queries(12):
        assert "No. 14" in desk.get(reverse(LIST)).content.decode()
