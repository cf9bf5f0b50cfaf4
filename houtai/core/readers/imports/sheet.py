"""Reads a table of tags (key, tag) or attributes (key, attribute, value). Says what is wrong line by line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _

from houtai.core.text.charset import decode
from houtai.core.ui.export import SIGNS

# One transaction carries it out, and others who write wait for it no longer than ten seconds.
MOST_BYTES, MOST_LINES, SHOWN = 10 * 2**20, 20_000, 100
COLUMNS = {
    "key": ("key", "reader", "reader key", "读者", "读者编号", "编号", "键"),
    "tag": ("tag", "标签"),
    "attribute": ("attribute", "属性", "属性名"),
    "value": ("value", "值", "属性值"),
}
LONGEST = {"key": 200, "tag": 80, "attribute": 120, "value": 250}
FLAGS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,10})?")
UNSEEN = re.compile(r"[\x00-\x1f\x7f]")
Value = str | int | float | bool


class BadLine(ValueError):
    """One line cannot be used; the text says why."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What one line asks for: a tag, or an attribute with its value. line: where it stands, from 1."""

    line: int
    key: str
    tag: str = ""
    attribute: str = ""
    value: Value = ""

    @property
    def about(self) -> tuple[str, str, str]:
        return self.key, self.tag, self.attribute


@dataclass
class Sheet:
    """wishes: each once; problems: line and what is wrong with it, the first ones; wrong: how many there are."""

    wishes: list[Wish] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    wrong: int = 0

    def complain(self, line: int, text: str) -> None:
        self.wrong += 1
        if len(self.problems) < SHOWN:
            self.problems.append((line, text))


def read(data: bytes) -> Sheet:
    """data: in any charset that core/text knows, with commas, semicolons or tabs; its first line names the columns."""
    sheet = Sheet()
    earlier: dict[tuple[str, str, str], Wish] = {}
    lines = numbered(decode(data).splitlines(keepends=True), sheet)
    head, names = next(lines, (1, []))
    columns = named(names)
    if not ({"key", "tag"} <= columns.keys() or {"key", "attribute", "value"} <= columns.keys()):
        sheet.complain(head, _("The first line must name the columns: key, tag or key, attribute, value."))
        return sheet
    for line, cells in islice(lines, MOST_LINES + 1):
        try:
            wish = wished(line, {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()})
        except BadLine as bad:
            sheet.complain(line, str(bad))
            continue
        first = earlier.setdefault(wish.about, wish)
        if first is wish:
            sheet.wishes.append(wish)
        elif repr(first.value) != repr(wish.value):
            sheet.complain(line, _("Line %(line)s says otherwise.") % {"line": first.line})
    if len(sheet.wishes) > MOST_LINES:
        sheet.complain(MOST_LINES, _("At most %(most)s lines at once.") % {"most": MOST_LINES})
    return sheet


def numbered(lines: list[str], sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line where each ends, without empty ones."""
    rows = csv.reader(lines, delimiter=delimiter(lines[0] if lines else ""), strict=True)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            sheet.complain(rows.line_num, _("This is not CSV from here on: %(error)s.") % {"error": error})
            return
        if any(cell.strip() for cell in cells):
            yield rows.line_num, cells


def delimiter(head: str) -> str:
    return max(",;\t", key=head.count)


def named(names: list[str]) -> dict[str, int]:
    """Where the columns stand."""
    told = [name.strip().casefold() for name in names]
    return {column: told.index(word) for column, words in COLUMNS.items() for word in words if word in told}


def wished(line: int, cells: dict[str, str]) -> Wish:
    """Raises BadLine."""
    cells = {name: plain(cell) for name, cell in cells.items()}
    for name, cell in cells.items():
        check(name, cell)
    if cells.get("tag"):
        return Wish(line=line, key=cells["key"], tag=cells["tag"])
    if cells.get("attribute") and cells.get("value"):
        return Wish(line=line, key=cells["key"], attribute=cells["attribute"], value=typed(cells["value"]))
    missing = "tag" if "tag" in cells else "value" if cells.get("attribute") else "attribute"
    raise BadLine(_("There is no %(column)s.") % {"column": missing})


def check(name: str, cell: str) -> None:
    if name == "key" and not cell:
        raise BadLine(_("There is no %(column)s.") % {"column": name})
    if len(cell) > LONGEST[name]:
        raise BadLine(_("The %(column)s is longer than %(most)s characters.") % {"column": name, "most": LONGEST[name]})
    if UNSEEN.search(cell):
        raise BadLine(_("The %(column)s has a character that cannot be seen.") % {"column": name})


def plain(cell: str) -> str:
    """Without the apostrophe that our own exports put before what a spreadsheet would run."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(SIGNS) else cell


def typed(text: str) -> Value:
    """Numbers and flags are compared as such; numbers with leading zeros or over 15 digits are names, and stay text."""
    if text.casefold() in FLAGS:
        return FLAGS[text.casefold()]
    if NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
