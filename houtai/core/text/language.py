"""Names the language of a text by its script and, for Latin letters, by its most frequent small words."""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 4000
# A script decides when it holds at least this share of the letters.
SHARE = 0.25
# Small words must make up this share of the words, or the text may as well be names and figures.
SMALL_WORDS = 0.08

SCRIPTS = {
    "ko": re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"),
    "ar": re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
KANA = re.compile(r"[\u3041-\u30fa]")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")
URDU = re.compile(r"[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]")
PERSIAN = re.compile(r"[\u067e\u0686\u0698\u06af\u06cc]")
UKRAINIAN = re.compile(r"[\u0454\u0456\u0457\u0491]", re.IGNORECASE)

SMALL = {
    "en": "the of and to in is that it for was on with as are be this by at from have has not you",
    "de": "der die und das den von zu mit ist des nicht ein eine für auf im dem sich auch als es an",
    "fr": "le la les de des et est un une du dans que qui pour pas sur au par plus avec ne ce il",
    "es": "el la los las de del y en que es un una por con para no se su al lo como más",
    "pt": "o a os as de do da dos das e em que é um uma para com não por se no na mais ao",
    "it": "il la lo gli le di del della e è in che un una per con non si da al sono nel come",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er ook als bij door maar om",
    "pl": "i w na z się nie do to że jest o jak po co tak za od przez dla są ale oraz",
    "cs": "a se na v je že to s z do o za by ale jako jsou po pro tak jsem si který",
    "sv": "och att det i en som är på av för den med till inte har de ett om var jag så",
    "tr": "ve bir bu da de için ile çok daha ne olarak gibi en olan kadar sonra var ama o",
    "id": "yang dan di ini itu dengan untuk dari tidak dalam pada akan adalah ke juga oleh",
    "vi": "và của là có được cho không trong một người với các những này để đã",
}
LISTS = {code: frozenset(small.split()) for code, small in SMALL.items()}


def language(text: str) -> str:
    """The ISO 639-1 code of the main language ("zh" in either script), or "" when the text does not show it."""
    sample = text[:SAMPLE]
    letters = len(LETTER.findall(sample))
    if not letters:
        return ""
    return by_script(sample, letters) or by_words(sample)


def by_script(sample: str, letters: int) -> str:
    for code, script in SCRIPTS.items():
        if len(script.findall(sample)) >= letters * SHARE:
            return relative(code, sample)
    han, kana = len(HAN.findall(sample)), len(KANA.findall(sample))
    if han + kana < letters * SHARE:
        return ""
    return "ja" if kana >= (han + kana) / 10 else "zh"


def relative(code: str, sample: str) -> str:
    """Languages that share a script are told apart by letters that only they use."""
    if code == "ru" and len(UKRAINIAN.findall(sample)) * 40 > len(sample):
        return "uk"
    if code != "ar":
        return code
    return "ur" if URDU.search(sample) else "fa" if len(PERSIAN.findall(sample)) * 40 > len(sample) else "ar"


def by_words(sample: str) -> str:
    words = Counter(word.lower() for word in WORD.findall(sample))
    total = sum(words.values())
    scores = {code: sum(words[word] for word in small) for code, small in LISTS.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= max(1, total * SMALL_WORDS) else ""
