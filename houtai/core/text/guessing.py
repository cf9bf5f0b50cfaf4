"""Tells which of the charsets of Japan, Korea and Taiwan undeclared bytes are in, by the letters that come out."""

from __future__ import annotations

import re

KANA = re.compile("[\u3041-\u30fa]")
HANGUL = re.compile("[\uac00-\ud7a3]")
# These make up a good part of any text in traditional characters, and hardly any of what is read in a wrong charset.
COMMON = re.compile("[的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年]")
LETTER = re.compile("[\u3041-\u30fa\u3400-\u9fff\uac00-\ud7a3\uff61-\uff9f\ue000-\uf8ff]")
# The fewest letters that tell, and the least share of them. Chinese read as Korean gives hangul, too, two thirds of it.
GUESSES = (
    *(("cp932", KANA, 8, 0.2), ("euc_jp", KANA, 8, 0.2)),
    *(("cp949", HANGUL, 40, 0.9), ("big5hkscs", COMMON, 40, 0.12)),
)
SEEN = 200_000


def guessed(data: bytes) -> str | None:
    """The text, when the bytes are wholly right in one of them and read like its language."""
    for name, telling, fewest, least in GUESSES:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        letters = len(LETTER.findall(text, 0, SEEN))
        if letters >= fewest and len(telling.findall(text, 0, SEEN)) >= letters * least:
            return text
    return None
