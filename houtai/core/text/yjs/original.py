"""What a text says as long as nobody has accepted a suggestion."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import pycrdt

from houtai.core.text.yjs.lib0 import compact
from houtai.core.text.yjs.marks import INSERTION, SUGGESTIONS
from houtai.core.text.yjs.taking import take
from houtai.core.text.yjs.tree import Node, Run, Text, joined


def original(doc: pycrdt.Doc[Any]) -> str:
    """The whole text as one line of JSON, as if no suggestion had been made.

    Suggested insertions are left out, suggested deletions kept without their mark. It covers structure, attributes
    and marks, known or not, so two equal answers prove that nothing but suggestions came or went in between.
    """
    return compact(children(take(doc)))


def children(found: Sequence[Node | Text]) -> list[Any]:
    """How characters are spread over neighbouring texts says nothing."""
    result: list[Any] = []
    for texts, group in groupby(found, key=lambda child: isinstance(child, Text)):
        if texts:
            result += runs([run for child in group if isinstance(child, Text) for run in child.runs])
        else:
            result += [node(child) for child in group if isinstance(child, Node)]
    return result


def node(found: Node) -> list[Any]:
    return [found.name, ordered(found.attrs), children(found.children)]


def runs(found: Sequence[Run]) -> list[list[Any]]:
    kept = [Run(run.text, unmarked(run)) for run in found if INSERTION not in run.marks]
    return [[run.text, ordered(run.marks)] for run in joined(kept)]


def unmarked(run: Run) -> dict[str, Any]:
    return {name: attrs for name, attrs in run.marks.items() if name not in SUGGESTIONS}


def ordered(value: Any) -> Any:
    """The same for equal values, in whatever order their names come."""
    if isinstance(value, dict):
        return {name: ordered(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [ordered(item) for item in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else f"a {type(value).__name__}"
