"""The words of a document without its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from houtai.core.text.schema import BLOCKS, BOXES, SILENT
from houtai.core.text.structure import Element, parse

FIGURE, END = re.compile(r"<figure\b", re.IGNORECASE), re.compile("</figure>", re.IGNORECASE)
CELLS = frozenset({"td", "th"})
LINES = (BLOCKS | BOXES | {"br", "option", "h1", "h5", "h6", "caption"}) - CELLS
BLANKS = re.compile(r"[ \t\f\v\u00a0\u3000]+")


def plain(html: str) -> str:
    """Text with one line per paragraph, heading, list item or table row; cells are parted by a tab."""
    text = "".join(pieces(parse(html))) if "<" in html or "&" in html else html
    lines = (BLANKS.sub(" ", line).strip() if "\t" not in line else cells(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def cells(line: str) -> str:
    return "\t".join(BLANKS.sub(" ", cell).strip() for cell in line.split("\t")).strip()


def pieces(root: Element) -> Iterator[str]:
    """Document order without recursion, so that deep nesting costs no stack."""
    stack: list[Element | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
            continue
        tail = "" if node is root else spaced(node.tail, node.getparent())
        stack.append(tail)
        if not isinstance(node.tag, str) or node.tag in SILENT:
            continue
        mark = "\n" if node.tag in LINES else ""
        yield "\t" if node.tag in CELLS else mark
        yield spaced(node.text, node)
        stack += [mark, *reversed(node)]


def spaced(text: str | None, parent: Element) -> str:
    if not text or parent.tag == "pre":
        return text or ""
    return re.sub(r"[\r\n\t]+", " ", text)


def excerpt(html: str, length: int = 200) -> str:
    """One line of at most `length` characters, cut between words (Chinese: anywhere) and ended by an ellipsis.

    Captions of pictures are left out, unless there is nothing else.
    """
    line = " ".join((plain(without_figures(html)) or plain(html)).split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    if " " in cut and line[length - 1].isalnum() and ascii_word(cut[-1]):
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,，、;；:：") + "…"


def without_figures(html: str) -> str:
    """From each beginning to the next end. Where there is no further end, no other beginning is looked at."""
    kept, at = [], 0
    while (start := FIGURE.search(html, at)) and (end := END.search(html, start.end())):
        kept.append(html[at : start.start()])
        at = end.end()
    return " ".join([*kept, html[at:]])


def ascii_word(character: str) -> bool:
    return character.isalnum() and ord(character) < 0x2E80
