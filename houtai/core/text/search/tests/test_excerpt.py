"""Where the words stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from houtai.core.text.search.excerpt import ELLIPSIS, excerpt, marked
from houtai.core.text.search.query import parse


def hits(pieces):
    return [text for text, hit in pieces if hit]


def test_words_are_shown_as_they_were_written():
    assert hits(marked("Les Études 臺灣的ＰＯＲＴ", parse("etude port 台湾"))) == ["Études", "臺灣", "ＰＯＲＴ"]


def test_names_are_marked_whole():
    assert hits(marked("演员张艺兴表示", parse("张艺兴"))) == ["张艺兴"]


def test_the_beginning_of_a_word_marks_all_of_it():
    assert hits(marked("Tidal tables", parse("tid", typing=True))) == ["Tidal"]


def test_a_part_with_many_different_words_is_shown():
    text = "tide " + "x " * 300 + "the tide and the harbour " + "y " * 300
    shown = excerpt(text, parse("tide harbour"))
    assert hits(shown) == ["tide", "harbour"]
    assert (shown[0], shown[-1]) == ((ELLIPSIS, False), (ELLIPSIS, False))


def test_the_beginning_is_shown_when_the_words_stand_elsewhere():
    assert excerpt("Some text.", parse("tide")) == [("Some text.", False)]


@given(st.text(max_size=300), st.text(max_size=20))
def test_nothing_is_lost_or_added(text, asked):
    assert "".join(part for part, _hit in marked(text, parse(asked))) == text
