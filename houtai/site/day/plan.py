"""What is played, kept in a file so that a day that was killed goes on where it stopped."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

HALF_HOUR = timedelta(minutes=30)
OPENS = time(8, 0, tzinfo=UTC)
# From two, because a strategy starts in the second, to what is left of the date.
SHORTEST, LONGEST = 2, 32
TICKS, ENTRIES, READERS = 20, 40, 2000


class AnotherDay(ValueError):
    """Another day is being played in this workspace and has not ended."""


class UnreadablePlan(ValueError):
    """The file that keeps the plan holds something else."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """seed: of all chance; day: the date that is played; input: folder of real feeds and pages, "" for our samples;
    ticks: half-hours from 8:00 UTC; entries: at most so many from each sample feed; port: of the loopback server, the
    same after a crash, because it is part of every address collected; readers: how many read, 0 for none; doors: ports
    of the loopback services that pushes go to, for web and mail; commit, push:
    the newest of the event log and of the pushes when the day began; reached: how many steps are behind; done:
    whether the day has ended.
    """

    seed: int
    day: str
    input: str = ""
    ticks: int = TICKS
    entries: int = ENTRIES
    port: int = 0
    readers: int = READERS
    doors: tuple[int, int] = (0, 0)
    commit: int = -1
    push: int = -1
    reached: int = 0
    done: bool = False

    @property
    def options(self) -> tuple[int, str, int, int, int]:
        return self.seed, self.input, self.ticks, self.entries, self.readers

    @property
    def mark(self) -> str:
        """Eight hex digits that tell days with other options from the usual one; "" for that."""
        unusual = (self.input, self.ticks, self.entries, self.readers) != ("", TICKS, ENTRIES, READERS)
        return sha256(repr(self.options).encode()).hexdigest()[:8] if unusual else ""

    @property
    def key(self) -> str:
        """Begins every once-key of the day."""
        return f"day:{self.day}:{self.seed}:{self.mark or 'usual'}"

    def at(self, tick: int) -> datetime:
        return datetime.combine(date.fromisoformat(self.day), OPENS) + tick * HALF_HOUR

    @property
    def span(self) -> tuple[datetime, datetime]:
        start = datetime.combine(date.fromisoformat(self.day), time(0, tzinfo=UTC))
        return start, start + timedelta(days=1)

    def goes_on(self, file: Path, *, reached: int) -> Plan:
        """Note one more step that need not be played again."""
        return replace(self, reached=reached).save(file)

    def save(self, file: Path) -> Plan:
        draft = file.with_suffix(".draft")
        draft.write_text(json.dumps(asdict(self)), "utf-8")
        draft.replace(file)
        return self

    @classmethod
    def resume(cls, file: Path, wanted: Plan) -> Plan:
        """The plan in the file when it is the wanted one.

        Raises AnotherDay when a different one is still open there, and UnreadablePlan.
        """
        kept = cls.load(file)
        if kept is None or (kept.done and (kept.options, kept.day) != (wanted.options, wanted.day)):
            return wanted
        if kept.options == wanted.options:
            return kept
        raise AnotherDay(
            f"the day {kept.day} with seed {kept.seed} has not ended; play it to its end first: {kept.command}"
        )

    @classmethod
    def load(cls, file: Path) -> Plan | None:
        if not file.exists():
            return None
        try:
            kept = json.loads(file.read_text("utf-8"))
            return cls(**{**kept, "doors": tuple(kept.get("doors", (0, 0)))})
        except (ValueError, TypeError) as error:
            raise UnreadablePlan(f"{file} is damaged; delete it, and a new day can be played") from error

    @property
    def command(self) -> str:
        """How to ask for this very day."""
        words = ["day", f"--seed {self.seed}", f"--half-hours {self.ticks}", f"--entries {self.entries}"]
        words.append(f"--readers {self.readers}")
        return " ".join(words + [f"--input {self.input}"] * bool(self.input))
