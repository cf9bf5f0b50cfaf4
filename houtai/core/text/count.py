"""Counts words the way editors do: a Chinese character is a word, elsewhere a run of letters is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

# Han, kana and hangul syllables are counted one by one.
EACH = re.compile(
    r"[\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
EACH_PER_MINUTE = 400
WORDS_PER_MINUTE = 230


@dataclass(frozen=True)
class Count:
    """words: Han characters plus words of other scripts; characters: without blanks; reading_minutes: rounded up."""

    words: int
    characters: int
    reading_minutes: int


def count(text: str) -> Count:
    """Counts plain text. An empty text has 0 of everything.

    Reading speed: 400 Chinese characters or 230 words of other languages a minute. The second is close to the
    mean of 238 for English non-fiction in Brysbaert's review of 190 studies (2019); the first is in wide editorial use.
    """
    each = len(EACH.findall(text))
    words = len(WORD.findall(EACH.sub(" ", text)))
    characters = sum(not character.isspace() for character in text)
    minutes = math.ceil(each / EACH_PER_MINUTE + words / WORDS_PER_MINUTE)
    return Count(words=each + words, characters=characters, reading_minutes=minutes)
