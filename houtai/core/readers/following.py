"""Follows the event log: new visitors get numbers, known readers are recognised, and what they did is counted.

An event counts for whoever its visitor is. A visitor becomes a known reader by the first "identify" that says so; a
later one that says otherwise is not believed, because what was counted could not be told apart any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction
from pyroaring import BitMap

from houtai.core.events.log import events
from houtai.core.readers import counters
from houtai.core.readers.merging import merge
from houtai.core.readers.models import Bitmap, Erasure, Position, Reader
from houtai.core.readers.models.bitmap import Key
from houtai.core.readers.models.reader import in_parts, own_visitor
from houtai.core.readers.owners import Owners, saw
from houtai.core.readers.slices import Slice, slices_in

NAME = "readers"
MOST = 2_000_000


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
    new = Erasure.objects.left_out(events()).filter(lambda t: t["commit"] > start)
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
    owners = Owners.of(np.sort(chunk.visitors["visitor"].to_numpy()))
    found = recognised(chunk, owners)
    number(chunk.visitors, owners, found, done)
    recognise(owners, found, done)
    count(chunk.counts, owners)
    done.events += int(pc.sum(chunk.counts["n"]).as_py())


def recognised(chunk: Chunk, owners: Owners) -> dict[int, int]:
    """Visitors with the number of the known reader whom they turned out to be, who is made when new. Played visitors
    never become real readers, nor the reverse.
    """
    rows = chunk.names.to_pylist()
    played = dict(rows_of(chunk.visitors, "visitor", "simulated")) if rows else {}
    found: dict[int, int] = {}
    for simulated in (False, True):
        alike = [row for row in rows if played[row["visitor"]] == simulated]
        earliest = {row["reader"]: row["at"] for row in reversed(alike)}
        known = Reader.objects.numbers_of(earliest, simulated=simulated) if earliest else {}
        for row in alike:
            says = row["identifies"] or row["visitor"] == own_visitor(row["reader"])
            if says and row["reader"] in known and owners.may_be(row["visitor"], simulated=simulated):
                found.setdefault(row["visitor"], known[row["reader"]])
    return found


def number(visitors: pa.Table, owners: Owners, found: dict[int, int], done: Followed) -> None:
    """Readers for visitors who were never seen before: known ones as they said, the others with numbers of their own.
    The others' time is widened.
    """
    new = owners.numbers[owners.rows(visitors["visitor"].to_numpy())] == 0
    named = np.isin(visitors["visitor"].to_numpy(), list(found))
    for simulated in (False, True):
        alike = visitors["simulated"].to_numpy() == simulated
        known = visitors.filter(pa.array(new & named & alike))["visitor"].to_pylist()
        owners.give(known, [found[visitor] for visitor in known], simulated=simulated, anonymous=False)
        fresh = visitors.filter(pa.array(new & ~named & alike))
        made = Reader.objects.anonymous(list(rows_of(fresh, "first", "last")), simulated=simulated)
        owners.give(fresh["visitor"].to_pylist(), made, simulated=simulated, anonymous=True)
        done.readers += len(made)
    before = visitors.filter(pa.array(~new | named))
    numbers = owners.numbers[owners.rows(before["visitor"].to_numpy())].tolist()
    saw(numbers, before["first"].to_pylist(), before["last"].to_pylist())


def recognise(owners: Owners, found: dict[int, int], done: Followed) -> None:
    """Merge anonymous readers into those they turned out to be."""
    merged: dict[int, int] = {}
    for visitor, known in found.items():
        at = owners.rows(visitor)
        if owners.anonymous[at]:
            merged.setdefault(int(owners.numbers[at]), known)
    readers = {each.number: each for each in in_parts(Reader.objects.all(), "pk", {*merged, *merged.values()})}
    merge({readers[old]: readers[new] for old, new in merged.items()})
    owners.replace(merged)
    done.merged += len(merged)


def count(counts: pa.Table, owners: Owners) -> None:
    """Add what was done to the counters of its day."""
    more = {(name, day): planes for (name, day), planes in by_day(counts, owners)}
    names, days = {name for name, _day in more}, {day for _name, day in more}
    found = Bitmap.objects.filter(kind="did", name__in=names, day__in=days).found()
    held = slices_in(found)
    sets: dict[Key, BitMap] = {}
    for (name, day), planes in more.items():
        before = held[name, day].planes if (name, day) in held else ()
        sets |= Slice(name, day, counters.added(before, planes)).sets
    Bitmap.objects.keep(sets, before=found)


def by_day(counts: pa.Table, owners: Owners) -> Iterator[tuple[tuple[str, date], list[Any]]]:
    """Name and day of what was done, with counts as planes; without what was played by real readers, or the reverse."""
    if not counts.num_rows:
        return
    at = owners.rows(counts["visitor"].to_numpy())
    good = (owners.numbers[at] > 0) & (owners.simulated[at] == counts["simulated"].to_numpy())
    numbers, values = owners.numbers[at], counts["n"].to_numpy()
    names, days = (counts[column].combine_chunks().dictionary_encode() for column in ("name", "day"))
    kinds = names.indices.to_numpy() * len(days.dictionary) + days.indices.to_numpy()
    for kind in np.unique(kinds[good]).tolist():
        mine = good & (kinds == kind)
        name, day = (
            column.dictionary[place].as_py()
            for column, place in zip((names, days), divmod(kind, len(days.dictionary)), strict=True)
        )
        yield (name, day), summed(numbers[mine], values[mine])


def rows_of(table: pa.Table, *names: str) -> Iterable[tuple[Any, ...]]:
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def summed(numbers: Any, values: Any) -> list[Any]:
    """As planes; a reader may have come with several visitors."""
    each, place = np.unique(np.asarray(numbers, dtype=np.uint32), return_inverse=True)
    return counters.sliced(each, np.bincount(place, weights=values).astype(np.int64))
