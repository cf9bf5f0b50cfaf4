"""What one Yjs update is about."""

from __future__ import annotations

from dataclasses import dataclass, field

Id = tuple[int, int]


@dataclass(slots=True)
class Struct:
    """A run of a client's clocks. parent: the type that it stands in, when it says so itself; origin: a neighbour."""

    length: int
    parent: Id | None = None
    origin: Id | None = None
    is_type: bool = False


@dataclass(slots=True)
class Update:
    """client -> its first clock; client -> clock -> struct; the ids that it points at; what it deletes. parts: how
    many it lists, where they are counted.
    """

    starts: dict[int, int] = field(default_factory=dict)
    structs: dict[int, dict[int, Struct]] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    needs: dict[int, int] = field(default_factory=dict)
    parts: int = 0

    def need(self, client: int, end: int) -> None:
        """Remember that the client's clocks below `end` must be known."""
        self.needs[client] = max(self.needs.get(client, 0), end)
