"""What people type."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from houtai.core.text.search.query import Either, Query, Token, parse


def test_words_phrases_and_what_must_not_be_there():
    query = parse('tides "new tables" -harbour 港口')
    assert query.wanted == (Token("tide"), Token("new"), Token("tabl"), Token("港口"))
    assert query.phrases == (" new tables ",)
    assert query.unwanted == ((Token("harbour"),),)


def test_the_last_word_may_go_on_while_it_is_typed():
    assert parse("port tid", typing=True).wanted == (Token("port"), Either((Token("tid", start=True), Token("tid"))))
    assert parse("人工智", typing=True).wanted == (Token("人工"), Token("智", start=True))
    assert parse("port tid ", typing=True) == parse("port tid")


def test_chinese_quotes_and_a_wide_minus_count_as_well():
    assert parse("“港口” －潮汐").phrases == ("港口",)
    assert parse("“港口” －潮汐").unwanted == ((Token("潮汐"),),)


def test_a_hyphen_within_a_word_forbids_nothing():
    assert parse("covid-19") == Query((Token("covid"), Token("19")))


@given(st.text(max_size=400), st.booleans())
def test_nothing_that_is_typed_fails(text, typing):
    parse(text, typing=typing)
    parse(f'"{text}"', typing=typing)
