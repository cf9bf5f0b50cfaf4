"""Writes stored HTML as Markdown that is read back as the same text."""

from __future__ import annotations

from collections.abc import Sequence

from houtai.core.text.markdown.blocks import joined, raw, written
from houtai.core.text.markdown.inline import Style
from houtai.core.text.markdown.portable import Address, numbers, portable
from houtai.core.text.markdown.reading import blocks, parser, referring
from houtai.core.text.structure import Element, parse

# From what reads best to what is surely understood.
STYLES = (Style(), Style(tagged=True), Style(careful=True), Style(careful=True, tagged=True))


def markdown(html: str, *, address: Address) -> str:
    """Every block is read again: what Markdown would say in another way stays HTML. Ends with a line end.

    address: says where a picture of the library is to be found.
    """
    return Writer(html, address).text()


class Writer:
    def __init__(self, html: str, address: Address) -> None:
        self.address = address
        self.goal = [self.faced(one) for one in blocks(html)]
        self.elements = [element(one) for one in self.goal]
        self.found = {address(number): number for number in numbers(html)}

    def text(self) -> str:
        simple = self.joined([written(one, STYLES[0]) for one in self.elements])
        if self.read(simple) == self.goal:
            return f"{simple}\n"
        careful = self.joined([self.careful(*pair) for pair in zip(self.elements, self.goal, strict=True)])
        if self.read(careful) == self.goal:
            return f"{careful}\n"
        return f"{self.joined([None] * len(self.goal))}\n"

    def careful(self, one: Element, goal: str) -> str | None:
        for style in STYLES:
            text = written(one, style)
            if text is None or self.read(text) == [goal]:
                return text
        return None

    def joined(self, texts: Sequence[str | None]) -> str:
        whole = [raw(goal) if text is None else text for text, goal in zip(texts, self.goal, strict=True)]
        return joined(self.elements, whole)

    def read(self, text: str) -> list[str]:
        html = referring(parser().render(text), find=self.found.get)
        return [self.faced(one) for one in blocks(html)]

    def faced(self, html: str) -> str:
        return portable(html, address=self.address)


def element(html: str) -> Element:
    return parse(html)[0]
