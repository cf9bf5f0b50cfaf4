"""Pairs the blocks of two texts that are most alike."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

# Of so many pairs at most the best are looked for; beyond, blocks of one name are paired as they come.
MOST = 4_000
WORD = re.compile(r"[a-zA-Z0-9\u00c0-\u024f]+|.", re.DOTALL)


def pairs(live: list[tuple[str, str]], goal: list[tuple[str, str]]) -> list[tuple[int, int]]:
    """The pairs of (name, HTML) that are most alike, in order: a longest common subsequence with weights."""
    if len(live) * len(goal) > MOST:
        names = SequenceMatcher(None, [name for name, _ in live], [name for name, _ in goal], autojunk=False)
        return [(block.a + k, block.b + k) for block in names.get_matching_blocks() for k in range(block.size)]
    bags = [Counter(WORD.findall(html)) for _, html in live], [Counter(WORD.findall(html)) for _, html in goal]
    best: list[list[float]] = [[0.0] * (len(goal) + 1) for _ in range(len(live) + 1)]
    score = [
        [1 + 9 * alike(bags[0][i], bags[1][j]) if live[i][0] == goal[j][0] else -1.0 for j in range(len(goal))]
        for i in range(len(live))
    ]
    for i in reversed(range(len(live))):
        for j in reversed(range(len(goal))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], score[i][j] + best[i + 1][j + 1])
    return walked(best, score)


def walked(best: list[list[float]], score: list[list[float]]) -> list[tuple[int, int]]:
    found, i, j = [], 0, 0
    while i < len(best) - 1 and j < len(best[0]) - 1:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def alike(one: Counter[str], other: Counter[str]) -> float:
    """0 to 1: the share of words in common (Dice)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
