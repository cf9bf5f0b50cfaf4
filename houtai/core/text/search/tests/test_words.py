"""What of a text can be searched for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from houtai.core.text.search.words import LONGEST_WORD, asked, fold, said, words


def test_ways_of_writing_the_same_are_one():
    assert fold("ＣＡＦÉ Straße 臺灣") == "cafe strasse 台湾"


def test_an_accent_of_another_script_makes_another_letter():
    assert fold("が") == "が"


def test_chinese_is_cut_to_words_and_the_short_ones_inside():
    assert {"人工智能", "人工", "智能", "发展"} <= set(words("人工智能的发展"))


def test_a_word_across_two_words_is_none():
    assert "和服" not in words("产品和服务")


def test_a_name_that_no_dictionary_knows_is_found_by_its_pairs():
    assert asked("张艺兴") == ["·张艺", "·艺兴"]
    assert set(asked("张艺兴")) <= set(words("演员张艺兴表示"))


def test_a_name_is_found_where_the_cut_goes_through_it():
    assert set(asked("于欢")) <= set(words("在于欢的案子里"))


def test_english_is_found_as_written_and_by_its_stem():
    assert {"publishing", "publish"} <= set(words("Publishing"))


def test_phrases_stand_between_blanks_and_chinese_close_together():
    assert said("The iPhone，手机 新品!") == " the iphone 手机新品 "


@given(st.text(max_size=60))
def test_every_word_is_plain(text):
    for word in words(text):
        assert 0 < len(word) <= max(LONGEST_WORD, len(text) + 1)
        assert not set(word) & set(" '\"\\%_:*|&!()\0\n")


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
