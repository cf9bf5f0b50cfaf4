"""Nests marks as little as possible, and always the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from houtai.core.text.yjs.letters import holds
from houtai.core.text.yjs.marks import INSERTION, MARKS, SUGGESTIONS, TAGS
from houtai.core.text.yjs.tree import Marks

# HTML that cannot be taken apart, and the marks on it; None: those that its neighbours share.
Piece = tuple[str, Marks | None]


def settled(found: list[Piece]) -> list[tuple[str, Marks]]:
    """Line breaks and mentions take the marks that the words on both sides share."""
    before = standing(found)
    after = standing(found[::-1])[::-1]
    return [
        (markup, marks if marks is not None else shared(before[index], after[index]))
        for index, (markup, marks) in enumerate(found)
    ]


def standing(found: list[Piece]) -> list[Marks]:
    """For each piece, the marks on the last words up to it."""
    last: Marks = {}
    result = []
    for _, marks in found:
        last = last if marks is None else marks
        result.append(last)
    return result


def shared(one: Marks, other: Marks) -> Marks:
    return {name: attrs for name, attrs in one.items() if name in other and other[name] == attrs}


def nested(found: Sequence[tuple[str, Marks]]) -> str:
    """The mark that reaches furthest is the outer one; among equals the order of the schema decides."""
    written, start = [], 0
    while start < len(found):
        markup, marks = found[start]
        if not marks:
            written.append(markup)
            start += 1
            continue
        name, stop = furthest(found, start)
        inside = [(text, {key: own for key, own in each.items() if key != name}) for text, each in found[start:stop]]
        written.append(wrapped(name, marks[name], nested(inside)))
        start = stop
    return "".join(written)


def furthest(found: Sequence[tuple[str, Marks]], start: int) -> tuple[str, int]:
    best, stop = "", start
    for name, attrs in found[start][1].items():
        end = start + 1
        while end < len(found) and found[end][1].get(name) == attrs:
            end += 1
        best, stop = (name, end) if end > stop else (best, stop)
    return best, stop


def wrapped(name: str, attrs: Mapping[str, Any], inner: str) -> str:
    if name in SUGGESTIONS:
        tag = "ins" if name == INSERTION else "del"
        return f'<{tag} data-by="{escape(str(attrs.get("by", "")))}">{inner}</{tag}>'
    if name in TAGS:
        return f"<{TAGS[name]}>{inner}</{TAGS[name]}>"
    if not holds(inner):
        return inner
    listed = "".join(f' {key}="{escape(str(attrs[key]))}"' for key in MARKS["link"] if key in attrs)
    return f"<a{listed}>{inner}</a>"
