"""What the played readers know they sent, step by step, in a file that outlives a crash."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path


class Tally:
    """One line for each step that ended, and one for each that began: a step that began twice was sent again."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def begin(self, step: str) -> None:
        self.write({"step": step})

    def end(self, step: str, sums: Counter[str]) -> None:
        self.write({"step": step, "sums": dict(sums)})

    def write(self, line: dict[str, object]) -> None:
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.file.read_text("utf-8").splitlines()] if self.file.exists() else []

    def ended(self) -> dict[str, Counter[str]]:
        """Step to what it sent. A step played again sends the same, so its last line counts."""
        found: dict[str, Counter[str]] = {}
        for line in self.lines():
            if isinstance(sums := line.get("sums"), dict):
                found[str(line["step"])] = Counter(sums)
        return found

    def sums(self) -> Counter[str]:
        """Events by what was meant to become of them."""
        return sum(self.ended().values(), Counter())

    @property
    def again(self) -> int:
        """Events that may have been sent more than once: all of steps that began more than once, for each time."""
        begun = Counter(str(line["step"]) for line in self.lines() if "sums" not in line)
        ended = self.ended()
        return sum((times - 1) * sum(ended.get(step, Counter()).values()) for step, times in begun.items())
