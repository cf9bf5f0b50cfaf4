from __future__ import annotations

import pytest

from houtai.core.text.matching import Matcher, matcher


@pytest.mark.parametrize(
    "text", ["a Forbidden thing", "ＦＯＲＢＩＤＤＥＮ", "for\u200bbid\u00adden", "forbidden", "x.forbidden!"]
)
def test_a_word_is_found_however_it_is_written(text):
    assert Matcher(["forbidden"]).find(text) == ["forbidden"]


def test_chinese_words_are_found_anywhere():
    assert Matcher(["禁词", "别的"]).find("这里有禁词。") == ["禁词"]


def test_words_that_overlap_are_all_found():
    assert Matcher(["港口", "口岸", "港口岸"]).find("港口岸") == ["港口", "港口岸", "口岸"]


@pytest.mark.parametrize("text", ["a class of its own", "assembly", "ass1"])
def test_a_word_inside_a_longer_one_does_not_count(text):
    assert Matcher(["ass"]).find(text) == []


def test_blanks_of_any_kind_part_words():
    assert Matcher(["free  money"]).find("FREE\u3000\nmoney") == ["free  money"]


def test_an_empty_list_finds_nothing():
    assert matcher("\n \n").find("anything") == []


def test_each_word_is_named_once():
    assert matcher("spam").find("spam, spam and SPAM") == ["spam"]
