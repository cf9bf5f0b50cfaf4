"""Follows the event log: new visitors get numbers, known readers are recognised, and what they did is counted.

An event counts for whoever its visitor is. A visitor becomes a known reader by the first "identify" that says so; a
later one that says otherwise is not believed, because what was counted could not be told apart any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
from django.db import connection, transaction

from houtai.core.events.log import events
from houtai.core.readers import counters
from houtai.core.readers.merging import merge, planes_of, write
from houtai.core.readers.models import Bitmap, Position, Reader, Visitor
from houtai.core.readers.models.reader import in_parts

NAME = "readers"
MOST = 2_000_000
SEEN = """UPDATE readers_reader SET
    first_seen = CASE WHEN first_seen > %s THEN %s ELSE first_seen END,
    last_seen = CASE WHEN last_seen < %s THEN %s ELSE last_seen END WHERE id = %s"""


@dataclass(kw_only=True)
class Followed:
    """What came of one call: events counted, readers that are new, readers that were merged into another."""

    events: int = 0
    readers: int = 0
    merged: int = 0


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """Events after commit `start` up to `end`. visitors: visitor, first, last, simulated; counts: visitor, name, day,
    simulated, n; names: visitor, reader, whether it identifies; each an Arrow table.
    """

    start: int
    end: int
    visitors: pa.Table
    counts: pa.Table
    names: pa.Table


def follow(*, now: datetime) -> Followed:
    """Let all that was committed since have its effect, each event once. Any number may run at a time."""
    done = Followed()
    while chunk := next_chunk(Position.objects.reached(NAME)):
        with transaction.atomic():
            if Position.objects.move(NAME, start=chunk.start, end=chunk.end, at=now):
                take_in(chunk, now, done)
    Position.objects.filter(name=NAME).update(at=now)
    return done


def next_chunk(start: int) -> Chunk | None:
    """The next events, at most about `MOST` of them; None when there are none."""
    new = events().filter(lambda t: t["commit"] > start)
    sizes = new.group_by("commit").aggregate(n=lambda t: t.count()).order_by("commit").to_pyarrow()
    if not sizes.num_rows:
        return None
    over = np.searchsorted(np.cumsum(sizes["n"].to_numpy()), MOST)
    end = int(sizes["commit"][min(int(over), sizes.num_rows - 1)].as_py())
    return read(new.filter(lambda t: t["commit"] <= end), start=start, end=end)


def read(part: Any, *, start: int, end: int) -> Chunk:
    visitors = part.group_by("visitor").aggregate(
        first=lambda t: t["at"].min(), last=lambda t: t["at"].max(), simulated=lambda t: t["simulated"].any()
    )
    counts = part.group_by("visitor", "name", "day", "simulated").aggregate(n=lambda t: t.count())
    named = part.filter(lambda t: t["reader"].length() > 0)
    names = named.group_by("visitor", "reader").aggregate(
        identifies=lambda t: (t["name"] == "identify").any(), at=lambda t: t["at"].min()
    )
    return Chunk(
        start=start,
        end=end,
        visitors=visitors.order_by("first", "visitor").to_pyarrow(),
        counts=counts.to_pyarrow(),
        names=names.order_by("at", "visitor", "reader").to_pyarrow(),
    )


def take_in(chunk: Chunk, now: datetime, done: Followed) -> None:
    visitors = {row["visitor"]: row for row in chunk.visitors.to_pylist()}
    known = known_readers(chunk, visitors)
    owners = {each.pk: each.reader for each in in_parts(Visitor.objects.select_related("reader"), "pk", visitors)}
    identified = first_names(chunk, known, visitors)
    new = [visitor for visitor in visitors if visitor not in owners]
    owners |= number(new, visitors, identified, done)
    owners = recognise(owners, identified, done)
    saw(visitors, owners)
    count(chunk.counts, owners)
    done.events += sum(chunk.counts["n"].to_pylist())


def known_readers(chunk: Chunk, visitors: dict[int, Any]) -> dict[str, Reader]:
    """Readers by key, made where they are new."""
    known: dict[str, Reader] = {}
    for simulated in (False, True):
        rows = [row for row in chunk.names.to_pylist() if visitors[row["visitor"]]["simulated"] == simulated]
        earliest = {row["reader"]: row["at"] for row in reversed(rows)}
        if earliest:
            known |= Reader.objects.known_all(earliest, now=min(earliest.values()), simulated=simulated)
    return known


def first_names(chunk: Chunk, known: dict[str, Reader], visitors: dict[int, Any]) -> dict[int, Reader]:
    """Whom each visitor turned out to be. Played visitors never become real readers, nor the reverse."""
    named: dict[int, Reader] = {}
    for row in chunk.names.to_pylist():
        reader, alike = known[row["reader"]], visitors[row["visitor"]]["simulated"]
        if row["identifies"] and reader.simulated == alike:
            named.setdefault(row["visitor"], reader)
    return named


def number(
    new: Sequence[int], visitors: dict[int, Any], identified: dict[int, Reader], done: Followed
) -> dict[int, Reader]:
    """Readers of visitors who were never seen before: known ones as they said, the others with numbers of their own."""
    anonymous = [visitor for visitor in new if visitor not in identified]
    rows = [
        Reader(first_seen=row["first"], last_seen=row["last"], simulated=row["simulated"])
        for row in (visitors[visitor] for visitor in anonymous)
    ]
    made = dict(zip(anonymous, Reader.objects.bulk_create(rows), strict=True))
    owners = {visitor: made.get(visitor) or identified[visitor] for visitor in new}
    Visitor.objects.bulk_create([Visitor(id=visitor, reader=reader) for visitor, reader in owners.items()])
    done.readers += len(made)
    return owners


def recognise(owners: dict[int, Reader], identified: dict[int, Reader], done: Followed) -> dict[int, Reader]:
    """Merge anonymous readers into those they turned out to be."""
    pairs: dict[Reader, Reader] = {}
    for visitor, known in identified.items():
        before = owners[visitor]
        if before.key is None and before.simulated == known.simulated:
            pairs.setdefault(before, known)
    merge(pairs)
    done.merged += len(pairs)
    return {visitor: pairs.get(reader, reader) for visitor, reader in owners.items()}


def saw(visitors: dict[int, Any], owners: dict[int, Reader]) -> None:
    """Widen the time in which each reader was seen."""
    adapt = connection.ops.adapt_datetimefield_value
    rows = []
    for visitor, reader in owners.items():
        first, last = adapt(visitors[visitor]["first"]), adapt(visitors[visitor]["last"])
        rows.append((first, first, last, last, reader.pk))
    with connection.cursor() as cursor:
        cursor.executemany(SEEN, rows)


def count(counts: pa.Table, owners: dict[int, Reader]) -> None:
    """Add what was done to the counters of its day, unless it was played and the reader is real, or the reverse."""
    for (name, day), (numbers, values) in by_day(counts, owners).items():
        found = Bitmap.objects.filter(kind="did", name=name, day=day).found()
        held = planes_of(found)
        write(name, day, counters.added(held, summed(numbers, values)), before=held)


def by_day(counts: pa.Table, owners: dict[int, Reader]) -> dict[tuple[str, date], tuple[list[int], list[int]]]:
    sorted_out: dict[tuple[str, date], tuple[list[int], list[int]]] = {}
    for visitor, name, day, simulated, n in rows_of(counts, "visitor", "name", "day", "simulated", "n"):
        reader = owners.get(visitor)
        if reader and reader.simulated == simulated:
            numbers, values = sorted_out.setdefault((name, day), ([], []))
            numbers.append(reader.number)
            values.append(n)
    return sorted_out


def rows_of(table: pa.Table, *names: str) -> Iterable[tuple[Any, ...]]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def summed(numbers: Sequence[int], values: Sequence[int]) -> list[Any]:
    """As planes; a reader may have come with several visitors."""
    each, place = np.unique(np.asarray(numbers, dtype=np.uint32), return_inverse=True)
    return counters.sliced(each, np.bincount(place, weights=values).astype(np.int64))
