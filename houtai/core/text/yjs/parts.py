"""Collects the inline content of one block: characters with their marks, line breaks between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from houtai.core.text.structure import Element
from houtai.core.text.yjs.letters import spaced
from houtai.core.text.yjs.parsing_marks import mark, ranked
from houtai.core.text.yjs.tree import Marks, Node, Run, Text, joined

HARD_BREAK = Node("hardBreak")


class Parts:
    def __init__(self) -> None:
        self.marks: Marks = {}
        self.found: list[Run | Node] = []

    def text(self, text: str | None) -> None:
        if text:
            self.found.append(Run(spaced(text), self.marks))

    def line(self) -> None:
        self.found.append(HARD_BREAK)

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """What is collected inside carries the element's mark."""
        before = self.marks
        self.marks = ranked({**before, **mark(element)})
        yield
        self.marks = before

    def caption(self, element: Element) -> None:
        """The words of a figure in one line of thought: its paragraphs become lines."""
        self.text(element.text)
        for child in element:
            if child.tag in ("figcaption", "p") and self.said():
                self.line()
            with self.marked(child):
                self.line() if child.tag == "br" else self.caption(child)
            self.text(child.tail)

    def said(self) -> bool:
        return any(isinstance(part, Run) and part.text.strip() for part in self.found)

    def take(self) -> list[Node | Text]:
        """What was collected; nothing when there is nothing to see in it. Collecting begins anew."""
        found, self.found = self.found, []
        seen = any(isinstance(part, Node) or part.text.strip() for part in found)
        return grouped(found) if seen else []


def grouped(found: list[Run | Node]) -> list[Node | Text]:
    """One text for the runs between two elements."""
    children: list[Node | Text] = []
    runs: list[Run] = []
    for part in [*found, None]:
        if isinstance(part, Run):
            runs.append(part)
            continue
        children += texts(runs)
        children += [part] if part else []
        runs = []
    return children


def texts(runs: list[Run]) -> list[Text]:
    together = joined(runs)
    return [Text(together)] if together else []
