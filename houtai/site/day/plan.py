"""What is played, kept in a file so that a day that was killed goes on where it stopped."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

HALF_HOUR = timedelta(minutes=30)
OPENS = time(8, 0, tzinfo=UTC)


class AnotherDay(ValueError):
    """Another day is being played in this workspace and has not ended."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """seed: of all chance; day: the date that is played; input: folder with real feeds and pages, or "" for sample content;
    ticks: half-hours from 8:00 UTC; entries: at most so many from each sample feed; port: of the loopback server, the same after
    a crash, because it is part of every address collected; done: whether the day has ended.
    """

    seed: int
    day: str
    input: str = ""
    ticks: int = 20
    entries: int = 40
    port: int = 0
    done: bool = False

    @property
    def key(self) -> str:
        """Begins every once-key of the day."""
        return f"day:{self.day}:{self.seed}"

    def at(self, tick: int) -> datetime:
        return datetime.combine(date.fromisoformat(self.day), OPENS) + tick * HALF_HOUR

    @property
    def span(self) -> tuple[datetime, datetime]:
        start = datetime.combine(date.fromisoformat(self.day), time(0, tzinfo=UTC))
        return start, start + timedelta(days=1)

    def save(self, file: Path) -> Plan:
        draft = file.with_suffix(".draft")
        draft.write_text(json.dumps(asdict(self)))
        draft.replace(file)
        return self

    @classmethod
    def resume(cls, file: Path, wanted: Plan) -> Plan:
        """The plan in the file when it is the wanted one. Raises AnotherDay when a different one is still open there."""
        if not file.exists():
            return wanted
        kept = cls(**json.loads(file.read_text()))
        same = (kept.seed, kept.input, kept.ticks, kept.entries) == (
            wanted.seed,
            wanted.input,
            wanted.ticks,
            wanted.entries,
        )
        if same and (not kept.done or kept.day == wanted.day):
            return kept
        if not kept.done:
            raise AnotherDay(
                f"the day {kept.day} with seed {kept.seed} has not ended; play it to its end first (--seed {kept.seed})"
            )
        return wanted
