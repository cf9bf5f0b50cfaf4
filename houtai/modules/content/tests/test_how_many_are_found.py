"""Counting what a search finds ends at a cap, and a part of the index never makes it more than there is."""

import pytest

from houtai.core.text.search import postgresql
from houtai.core.text.search.query import Query, Token, parse
from houtai.core.ui.counting import Count, count
from houtai.modules.content.models import Article

pytestmark = pytest.mark.django_db


@pytest.fixture
def tides(alice):
    for at in range(6):
        Article(title=f"Tide {at}", body="<p>潮汐表 and tables</p>").save()


@pytest.mark.parametrize("asked", ["潮汐", "tab", "潮汐 -ferry", '"潮汐表 and"'])
def test_it_ends_at_the_cap(tides, asked, monkeypatch):
    monkeypatch.setattr(postgresql, "PART", 3)
    found = Article.objects.search(asked, typing=True)
    assert count(found, cap=4) == Count(number=4, is_more=True)
    assert count(found, cap=6) == Count(number=6)


@pytest.mark.only("postgresql")  # The other one expects nothing.
def test_for_who_sees_some_columns_the_planner_is_believed_when_it_expects_far_more(tides, editor, monkeypatch):
    found = Article.objects.visible_to(editor).search("潮汐")
    for expected, known in ((43, Count(number=6)), (44, Count(number=10, is_more=True))):
        monkeypatch.setattr("houtai.core.text.search.found.estimate", lambda rows, n=expected: (n, 1e6))
        assert count(found, cap=10) == known


def test_nothing_is_nothing(tides):
    for asked in ("zeppelin", "", "tide -潮汐"):
        assert count(Article.objects.search(asked), cap=4) == Count(number=0)


def test_whole_words_find_a_part():
    assert parse("tables 潮汐", typing=True).whole == Query((Token("tabl"), Token("潮汐")))
    assert parse("tabl", typing=True).whole.tokens is not None
    assert [token.start for token in parse("tabl", typing=True).whole.tokens] == [False]
