"""A document as plain values: what the HTML side and the Yjs side have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeAlias

Marks: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters with the same marks: mark name -> its attributes, those that are null left out."""

    text: str
    marks: Marks = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """One Y.XmlText: the characters between two elements."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One Y.XmlElement. Attributes that are null are left out."""

    name: str
    attrs: Mapping[str, Any] = field(default_factory=dict)
    children: Sequence[Node | Text] = ()


def joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Neighbours with the same marks as one run; empty ones left out."""
    groups = groupby((run for run in runs if run.text), key=lambda run: run.marks)
    return tuple(Run("".join(run.text for run in group), marks) for marks, group in groups)
