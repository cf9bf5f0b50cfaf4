"""Writes what stands in one line of thought: letters with their marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from houtai.core.text.markdown.letters import edged, lettered
from houtai.core.text.structure import Element

SIGNS = {"strong": "**", "em": "*", "s": "~~"}
TICKS = re.compile("`+")
BARE = re.compile(r"(?!.*&#?\w+;)[^\s<>()\\]+")
CLOSING = re.compile(r"[<>\\]|&(?=#?\w+;)")
QUOTING = re.compile(r"[\"\\<>`*_\[\]]|&(?=#?\w+;)")
ESCAPED = r"\\\g<0>"
BAR = "\\|"


@dataclass(frozen=True, kw_only=True)
class Style:
    """tagged: marks are HTML; careful: so are links and line ends, and every sign is escaped; lines: the text may have
    several; cells: it stands in a table.
    """

    tagged: bool = False
    careful: bool = False
    lines: bool = True
    cells: bool = False


def inline(element: Element, style: Style) -> str:
    return edged("".join(pieces(element, style)), style)


def pieces(element: Element, style: Style) -> list[str]:
    found = [lettered(element.text, style)]
    for child in element:
        found += [marked(child, style), lettered(child.tail, style)]
    return found


def marked(element: Element, style: Style) -> str:
    if element.tag == "br" and style.lines and not style.careful:
        return "\\\n"
    if element.tag == "br":
        return "<br/>"
    if element.tag == "code" and not len(element) and not style.careful:
        return code(element.text or "", style)
    inside = "".join(pieces(element, style))
    if element.tag == "a" and element.get("href") and not style.careful:
        return f"[{inside}]({target(element.get('href'), element.get('title', ''))})"
    if element.tag in SIGNS and not style.tagged:
        return f"{SIGNS[element.tag]}{inside}{SIGNS[element.tag]}"
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items() if name != "rel")
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>"


def code(text: str, style: Style) -> str:
    ticks = "`" * (1 + max((len(run) for run in TICKS.findall(text)), default=0))
    blank = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{ticks}{blank}{text.replace('|', BAR) if style.cells else text}{blank}{ticks}"


def target(address: str, title: str) -> str:
    """As it stands in parentheses."""
    written = address if BARE.fullmatch(address) else f"<{CLOSING.sub(ESCAPED, address)}>"
    return f'{written} "{quoted(title)}"' if title else written


def quoted(text: str) -> str:
    return QUOTING.sub(ESCAPED, text)
