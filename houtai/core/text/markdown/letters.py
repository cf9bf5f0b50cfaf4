"""Escapes letters that Markdown would take for signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houtai.core.text.markdown.inline import Style

ALWAYS = re.compile(r"[\\`*\[\]<]|&(?=#?\w+;)|~(?=~)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])")
EVERY = re.compile(r"""[!-/:-@\[-`{-~]""")
# At the beginning of a line these begin a block.
BEGINNING = re.compile(r"^( *)([#>+=~|:-]|\d+(?=[.)]))", re.MULTILINE)
# What an editor of plain text would not show, or a parser would cut off.
BLANKS = re.compile(r"[\t\u00a0\u2028\u2029]")


def lettered(text: str | None, style: Style) -> str:
    signs = (EVERY if style.careful else ALWAYS).sub(r"\\\g<0>", text or "")
    return BLANKS.sub(entity, signs.replace("|", "\\|") if style.cells and not style.careful else signs)


def edged(text: str, style: Style) -> str:
    """The letters of a whole block: what stands at the ends of its lines stays there."""
    lines = [line_edged(line) for line in text.split("\n")]
    joined = "\n".join(lines)
    return joined if style.careful else BEGINNING.sub(begun, joined)


def begun(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"


def line_edged(line: str) -> str:
    middle = line.strip()
    at = line.find(middle) if middle else len(line)
    before, after = line[:at], line[at + len(middle) :]
    return "".join(map(entity, before)) + middle + "".join(map(entity, after))


def entity(blank: re.Match[str] | str) -> str:
    sign = blank if isinstance(blank, str) else blank[0]
    return "&nbsp;" if sign == "\u00a0" else f"&#{ord(sign)};"
