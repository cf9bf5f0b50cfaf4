"""A condition as a tree. `str` of it is the text that is parsed to the same tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Value = str | float | bool
Comparison = Literal["is", "not", "at least", "at most", "has"]


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True)
class Everybody:
    def __str__(self) -> str:
        return "all"


@dataclass(frozen=True)
class Tagged:
    name: str

    def __str__(self) -> str:
        return f"tag:{quoted(self.name)}"


@dataclass(frozen=True)
class Within:
    """Members of another audience."""

    name: str

    def __str__(self) -> str:
        return f"audience:{quoted(self.name)}"


@dataclass(frozen=True)
class Attribute:
    """Readers whose attribute is known and compares so; for `not`, known and another."""

    name: str
    comparison: Comparison
    value: Value

    def __str__(self) -> str:
        return f"attribute:{quoted(self.name)} {self.comparison} {written(self.value)}"


@dataclass(frozen=True)
class Did:
    """Events of this name on the last `days` days (UTC), today included."""

    name: str
    times: int
    days: int

    def __str__(self) -> str:
        times = "time" if self.times == 1 else "times"
        days = "day" if self.days == 1 else "days"
        return f"did {self.name} at least {self.times} {times} in {self.days} {days}"


@dataclass(frozen=True)
class Not:
    part: Condition

    def __str__(self) -> str:
        return f"not {enclosed(self.part)}"


@dataclass(frozen=True)
class All:
    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        return " and ".join(enclosed(part) for part in self.parts)


@dataclass(frozen=True)
class Some:
    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        return " or ".join(enclosed(part) for part in self.parts)


Condition = Everybody | Tagged | Within | Attribute | Did | Not | All | Some


def enclosed(part: Condition) -> str:
    return f"({part})" if isinstance(part, All | Some) else str(part)


def written(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return quoted(value) if isinstance(value, str) else format(value, ".15g")


def leaves(condition: Condition) -> Iterator[Condition]:
    """All that names a tag, an audience, an attribute or an event."""
    match condition:
        case Not(part):
            yield from leaves(part)
        case All(parts) | Some(parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield condition
