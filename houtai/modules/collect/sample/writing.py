"""Puts sample articles together from their building stones, the same for the same random numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from types import ModuleType
from typing import Any

from houtai.modules.collect.sample import chinese, english

VOWEL = re.compile(r"\b([Aa]) (?=[aeio])")
LANGUAGES: dict[str, ModuleType] = {"en": english, "zh": chinese}


@dataclass(frozen=True, kw_only=True)
class Text:
    """Paragraphs are lists of sentences; a heading stands before each paragraph whose number is in `heads`."""

    language: str
    title: str
    author: str
    paragraphs: list[list[str]]
    heads: dict[int, str]
    caption: str
    topic: str

    @property
    def glue(self) -> str:
        return " " if self.language == "en" else ""


class Writer:
    """Keeps to one topic within an article, so that articles on different topics share few phrases."""

    def __init__(self, language: str, random: Random) -> None:
        self.random = random
        self.language = language
        self.stones: Any = LANGUAGES[language]
        self.topic, self.thing, self.part, self.does = random.choice(self.stones.TOPICS)
        self.group = random.choice(self.stones.GROUPS)

    def article(self, sentences: int) -> Text:
        """An article of about this many sentences (18 words or 35 characters each)."""
        stones = self.stones
        middle = self.random.sample(stones.BODY, k=max(0, min(sentences - 2, len(stones.BODY))))
        said = [self.say(one) for one in [self.random.choice(stones.LEADS), *middle, self.random.choice(stones.ENDS)]]
        paragraphs = self.paragraphs(said)
        heads = self.random.sample(stones.HEADS, k=min(len(paragraphs) // 3, len(stones.HEADS)))
        return self.text(stones.TITLES, paragraphs, {3 * at + 2: head for at, head in enumerate(heads)})

    def advert(self) -> Text:
        """Long enough to pass for an article, and worth nothing to anyone who reads it. English only."""
        lines = [self.say(line) for line in self.random.sample(english.ADVERTS, k=self.random.randint(9, 12))]
        return self.text(english.ADVERT_TITLES, self.paragraphs(lines), {})

    def paragraphs(self, said: list[str]) -> list[list[str]]:
        found = []
        while said:
            size = self.random.randint(2, 4)
            found.append(said[:size])
            said = said[size:]
        return found

    def text(self, titles: list[str], paragraphs: list[list[str]], heads: dict[int, str]) -> Text:
        return Text(
            language=self.language,
            title=self.say(self.random.choice(titles)),
            author=self.random.choice(self.stones.AUTHORS),
            paragraphs=paragraphs,
            heads=heads,
            caption=self.say(self.stones.CAPTION),
            topic=self.topic,
        )

    def say(self, template: str) -> str:
        pick, stones = self.random.choice, self.stones
        line = template.format(
            thing=self.thing,
            part=self.part,
            does=self.does,
            group=self.group,
            place=pick(stones.PLACES),
            gain=pick(stones.GAINS),
            doubt=pick(stones.DOUBTS),
            month=pick(stones.MONTHS),
            n=self.random.randint(3, 90),
        )
        line = VOWEL.sub(r"\1n ", line) if self.language == "en" else line
        return line[0].upper() + line[1:]


def copied(text: Text, random: Random, *, changes: int) -> Text:
    """The same story as another site would print it: another title, and some sentences said differently."""
    writer = Writer(text.language, random)
    paragraphs = [list(paragraph) for paragraph in text.paragraphs]
    places = [(at, within) for at, paragraph in enumerate(paragraphs) for within in range(len(paragraph))]
    for at, within in random.sample(places, k=min(changes, len(places))):
        paragraphs[at][within] = writer.say(random.choice(writer.stones.BODY))
    return Text(
        language=text.language,
        title=f"Also seen: {text.title}" if text.language == "en" else f"转载：{text.title}",
        author="",
        paragraphs=paragraphs,
        heads=text.heads,
        caption=text.caption,
        topic=text.topic,
    )
