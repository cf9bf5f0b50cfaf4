"""What the played readers know they sent, step by step, in a file that outlives a crash."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path


class Tally:
    """One line for each step that ended, and one for each that began: a step that began twice was sent again.

    A further one for each request that was sent again within a step, because the collector did not answer.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def begin(self, step: str) -> None:
        self.write({"step": step})

    def end(self, step: str, sums: Counter[str]) -> None:
        self.write({"step": step, "sums": dict(sums)})

    def repeat(self, events: int) -> None:
        self.write({"again": events})

    def write(self, line: dict[str, object]) -> None:
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def lines(self) -> list[dict[str, object]]:
        """What a crash cut short was not to be read by anybody yet."""
        whole = self.file.read_text("utf-8").rpartition("\n")[0] if self.file.exists() else ""
        return [json.loads(line) for line in whole.splitlines()]

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
        lines, ended = self.lines(), self.ended()
        begun = Counter(str(line["step"]) for line in lines if "step" in line and "sums" not in line)
        whole = sum((times - 1) * sum(ended.get(step, Counter()).values()) for step, times in begun.items())
        return whole + sum(int(str(line.get("again", 0))) for line in lines)
