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


def test_nothing_is_nothing(tides):
    for asked in ("zeppelin", "", "tide -潮汐"):
        assert count(Article.objects.search(asked), cap=4) == Count(number=0)


def test_whole_words_find_a_part():
    assert parse("tables 潮汐", typing=True).whole == Query((Token("tabl"), Token("潮汐")))
    assert parse("tabl", typing=True).whole.tokens is not None
    assert [token.start for token in parse("tabl", typing=True).whole.tokens] == [False]
