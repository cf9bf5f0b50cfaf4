"""Texts are compared by their words, whatever the white space and the script."""

import pytest

from bench.evals.tokens import score


def test_white_space_is_nothing():
    assert score("a\n b\t c", expected=" a b c").f1 == 1


def test_each_chinese_character_is_a_word():
    found = score("新渡轮 ferry", expected="渡轮ferry")
    assert (found.precision, found.recall) == (3 / 4, 1)


@pytest.mark.parametrize(("found", "expected", "f1"), [("", "", 1), ("a", "", 0), ("", "a", 0), ("a a", "a", 2 / 3)])
def test_words_are_counted_as_often_as_they_stand(found, expected, f1):
    assert score(found, expected=expected).f1 == pytest.approx(f1)
