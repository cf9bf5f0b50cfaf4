"""The inline content of a block, letter by letter, and where each letter stands in the live document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from houtai.core.text.structure import ILLEGAL
from houtai.core.text.yjs.inline import mentioned
from houtai.core.text.yjs.letters import known
from houtai.core.text.yjs.marks import INSERTION
from houtai.core.text.yjs.tree import Marks, Node, Run, Text, joined

# Neither can stand in HTML: a line break, and what a mention's text begins with.
BREAK, MENTION = "\v", "\x0e"
BLANK = frozenset("\t\n\f\r")


@dataclass(frozen=True, slots=True)
class Unit:
    """One letter, line break or mention that is stored. child: which child of the block; start, stop: UTF-8 bytes.

    marks: those that HTML can say; given: as the editor would write them.
    """

    text: str
    child: int = 0
    start: int = 0
    stop: int = 0
    marks: Marks | None = None
    given: Marks | None = None

    @property
    def atom(self) -> bool:
        return self.text[0] in (BREAK, MENTION)


def units_of(children: Sequence[Node | Text], *, code: bool = False) -> list[Unit]:
    """What is stored of a block's inline content. code: line ends are kept and there are no marks."""
    found: list[Unit] = []
    for index, child in enumerate(children):
        found += letters(child, index, code=code) if isinstance(child, Text) else atom(child, index)
    return found


def letters(text: Text, child: int, *, code: bool) -> Iterator[Unit]:
    at = 0
    for run in text.runs:
        marks = None if code else dict(known(run.marks))
        for letter in run.text:
            start, at = at, at + len(letter.encode())
            if INSERTION not in run.marks and not ILLEGAL.match(letter):
                shown = " " if letter in BLANK and not code else letter
                yield Unit(shown, child, start, at, marks, run.marks)


def atom(node: Node, child: int) -> list[Unit]:
    label = mentioned(node) if node.name == "mention" else ""
    text = BREAK if node.name == "hardBreak" else MENTION + label
    return [Unit(text, child)] if node.name == "hardBreak" or label else []


def with_mentions(goal: list[Unit], live: list[Unit]) -> list[Unit]:
    """HTML says a mention in plain letters; where the live text has it, in the same order, they are taken as one."""
    written = "".join(unit.text for unit in goal)
    result, at = [], 0
    for mention in (unit.text for unit in live if unit.text[0] == MENTION):
        found = written.find(mention[1:], at)
        if found >= 0:
            result += [*goal[at:found], Unit(mention)]
            at = found + len(mention) - 1
    return [*result, *goal[at:]]


def children_from(units: Sequence[Unit]) -> list[Node | Text]:
    """Nodes to insert for units that the live text lacks."""
    found: list[Node | Text] = []
    runs: list[Run] = []
    for unit in units:
        if unit.text == BREAK:
            found += [*texts(runs), Node("hardBreak")]
            runs = []
        else:
            runs.append(Run(unit.text.removeprefix(MENTION), unit.given or {}))
    return [*found, *texts(runs)]


def texts(runs: list[Run]) -> list[Text]:
    return [Text(joined(runs))] if runs else []
