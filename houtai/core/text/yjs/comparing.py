"""Finds the letters that differ between two versions of a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

# Beyond so many comparisons a text is exchanged from the first difference to the last.
MOST = 400_000
Edit = tuple[int, int, int, int]


def edits(live: Sequence[str], goal: Sequence[str]) -> list[Edit]:
    """The ranges that differ, as (start, stop) in both, in order. Words are exchanged whole but for shared ends."""
    head = shared(live, goal)
    tail = shared(live[head:][::-1], goal[head:][::-1])
    a, b = live[head : len(live) - tail], goal[head : len(goal) - tail]
    found = between(a, b) if a and b else [(0, len(a), 0, len(b))]
    trimmed = (trim(a, b, edit) for edit in found)
    return [(head + i, head + j, head + k, head + m) for i, j, k, m in trimmed if i < j or k < m]


def between(a: Sequence[str], b: Sequence[str]) -> list[Edit]:
    (one, starts), (other, ends) = words(a), words(b)
    if len(one) * len(other) > MOST:
        return [(0, len(a), 0, len(b))]
    codes = SequenceMatcher(None, one, other).get_opcodes()
    return [(starts[i], starts[j], ends[k], ends[m]) for tag, i, j, k, m in codes if tag != "equal"]


def words(letters: Sequence[str]) -> tuple[list[str], list[int]]:
    """Words of Latin letters as one, everything else by itself; and where each begins, with the end of the last."""
    found: list[str] = []
    starts: list[int] = []
    for index, letter in enumerate(letters):
        if found and latin(letter) and latin(found[-1]):
            found[-1] += letter
        else:
            found.append(letter)
            starts.append(index)
    return found, [*starts, len(letters)]


def latin(text: str) -> bool:
    return text[0].isalnum() and text[0] < "\u0250"


def trim(a: Sequence[str], b: Sequence[str], edit: Edit) -> Edit:
    i, j, k, m = edit
    head = shared(a[i:j], b[k:m])
    tail = shared(a[i + head : j][::-1], b[k + head : m][::-1])
    return i + head, j - tail, k + head, m - tail


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
