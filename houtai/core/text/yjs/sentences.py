"""Judges marks and attributes in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from houtai.core.text.yjs.checks import Check, valid
from houtai.core.text.yjs.marks import MARKS
from houtai.core.text.yjs.tree import Marks


def shown(value: Any) -> str:
    text = str(value) if isinstance(value, (str, int, float, list, dict)) else "an object"
    return text if len(text) <= 40 else f"{text[:39]}…"


def attributes(given: Any, rules: Mapping[str, Check], owner: str) -> Iterator[str]:
    if not isinstance(given, Mapping):
        yield f"“{owner}” has the value “{shown(given)}”, which it may not have."
        return
    for name, value in given.items():
        if name not in rules:
            yield f"“{owner}” has “{shown(name)}”, which is unknown."
        elif not valid(name, value, rules):
            yield f"“{owner}” has “{shown(value)}” as “{name}”, which it may not have."


def formatting(marks: Marks, allowed: frozenset[str], owner: str) -> Iterator[str]:
    for name, attrs in marks.items():
        if name not in MARKS:
            yield f"Words have “{shown(name)}”, which is unknown."
        elif name not in allowed:
            yield f"Words in “{owner}” may not be “{name}”."
        else:
            yield from attributes(attrs, MARKS[name], name)
