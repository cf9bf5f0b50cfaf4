"""How deep an update nests, before a document takes it."""

from __future__ import annotations

from bisect import bisect_right

from houtai.core.text.yjs.bytes_in import broken
from houtai.core.text.yjs.names import DEEPEST
from houtai.core.text.yjs.update import Id, Update

Starts = dict[int, list[int]]


def too_deep(update: Update) -> None:
    """Raises ValueError when the types in the update nest deeper than a document may."""
    depths: dict[Id, int] = {}
    starts = {client: sorted(structs) for client, structs in update.structs.items()}
    for client, structs in update.structs.items():
        for clock, struct in structs.items():
            if struct.is_type and depth(update, starts, (client, clock), depths) > DEEPEST + 1:
                raise broken("it nests too deep")


def depth(update: Update, starts: Starts, place: Id, depths: dict[Id, int]) -> int:
    """How deep in the update's own types a struct stands. Remembers in `depths` what it passes on its way."""
    path: list[tuple[Id, int]] = []
    seen: set[Id] = set()
    here: Id | None = place
    while here is not None and here not in depths:
        if here in seen:
            raise broken("it stands in itself")
        seen.add(here)
        struct = update.structs[here[0]][here[1]]
        path.append((here, 1 if struct.parent else 0))
        here = within(starts, struct.parent or struct.origin, update)
    level = depths[here] if here is not None else 0
    for known, step in reversed(path):
        level += step
        depths[known] = level
    return level


def within(starts: Starts, place: Id | None, update: Update) -> Id | None:
    """The update's own struct that holds this clock; None for what is in the document already."""
    if place is None or not starts.get(place[0]):
        return None
    index = bisect_right(starts[place[0]], place[1]) - 1
    found = starts[place[0]][index] if index >= 0 else -1
    return (place[0], found) if found >= 0 and place[1] < update.ends[place[0]] else None
