"""Words are counted as editors count them."""

import pytest

from houtai.core.text.count import Count, count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one two", 2),
        ("it's state-of-the-art", 2),
        ("今天，好！", 3),
        ("用 Python 写", 3),
        ("第3天", 3),
        ("—…", 0),
    ],
)
def test_a_han_character_counts_one_and_a_word_counts_one(text, words):
    assert count(text).words == words


def test_reading_takes_a_minute_for_400_characters_or_230_words():
    assert count("字" * 400) == Count(words=400, characters=400, reading_minutes=1)
    assert count("word " * 231).reading_minutes == 2
    assert count("字" * 200 + "word " * 115).reading_minutes == 1
