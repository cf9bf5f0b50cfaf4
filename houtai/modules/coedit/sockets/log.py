"""What the event loop asks of the database, run in threads with the workspace entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.timezone import now

from houtai.core.workspaces.context import current
from houtai.core.workspaces.waking import stir
from houtai.modules.coedit.models import GuestPicture, Room, Stale, Update, Writer
from houtai.modules.coedit.models.refusals import NoRoom
from houtai.modules.coedit.sockets.link import Link
from houtai.modules.coedit.sockets.stored import Entry, Head, Stored, Who

# Writers that are looked up by one statement.
MOST_ASKED = 500


@dataclass(frozen=True, kw_only=True)
class Lot:
    """What is to be written of one room."""

    room: int
    epoch: str
    entries: Sequence[Entry]


def write(lots: Sequence[Lot]) -> list[int | Stale]:
    """One transaction for all: the last number of each room, or that the room is gone."""
    at, entries = now(), list[tuple[int, int, Entry]]()
    stir(current(), now=at)
    ends: list[int | Stale] = []
    with unhurried(), transaction.atomic():
        for lot in lots:
            new = [entry for entry in lot.entries if entry.data]
            try:
                last = Update.reserve(lot.room, lot.epoch, len(new), at=at)
            except Stale as stale:
                ends.append(stale)
                continue
            entries += [(lot.room, seq, entry) for seq, entry in enumerate(new, last - len(new) + 1)]
            ends.append(last)
        rows = introduce([(room, entry) for room, _seq, entry in entries])
        added = [(room, seq, entry.data, rows.get(entry.link, entry.link.row)) for room, seq, entry in entries]
        Update.add(added, at=at)
    for link, row in rows.items():
        link.row = row
    return ends


@contextmanager
def unhurried() -> Iterator[None]:
    """Without what SQLite does every so many commits, waiting for the disk three times; `tidy` does it aside."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint=0")
        try:
            yield
        finally:
            cursor.execute("PRAGMA wal_autocheckpoint=1000")


def tidy() -> None:
    """Put what was written from SQLite's log into its file; holds up no one who reads or writes."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


def introduce(entries: Sequence[tuple[int, Entry]]) -> dict[Link, int]:
    """Whoever is new gets a row; returns its key. All of them at once."""
    new = {
        (room, client): entry.link
        for room, entry in entries
        if entry.link.row is None or entry.clients
        for client in entry.clients or (entry.link.client,)
    }
    rows = [
        Writer(room_id=room, client=client, key=link.access.key, name=link.access.name)
        for (room, client), link in new.items()
    ]
    Writer.objects.bulk_create(rows, ignore_conflicts=True)
    pairs, keys = list(new), dict[Link, int]()
    for first in range(0, len(pairs), MOST_ASKED):
        places, clients = map(set, zip(*pairs[first : first + MOST_ASKED], strict=True))
        found = Writer.objects.filter(room__in=places, client__in=clients).values_list("pk", "room", "client")
        keys |= {new[room, client]: key for key, room, client in found if (room, client) in new}
    return keys


def opened(room: int) -> Stored:
    """Everything of a room. Raises NoRoom."""
    try:
        return stored(Room.objects.get(pk=room), after=0)
    except Room.DoesNotExist as error:
        raise NoRoom from error


def stored(row: Room, *, after: int) -> Stored:
    writers: dict[int, Who] = {
        client: (key, name) for client, key, name in row.writers.values_list("client", "key", "name")
    }
    updates = row.stored(after=after)
    return Stored(
        room=row.pk,
        epoch=row.epoch,
        schema=row.schema,
        seq=row.seq,
        talk=row.talk,
        base=row.base_seq,
        updates=updates,
        writers=writers,
    )


def pictures(room: int) -> set[str]:
    """The numbers of those that guests took in for it."""
    return set(map(str, GuestPicture.objects.filter(room=room).values_list("image", flat=True)))


def heads(rooms: Sequence[int]) -> dict[int, Head]:
    """Of each room that there is. Without making a query of objects first: it is asked four times a second."""
    marks = ", ".join(["%s"] * len(rooms))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, epoch, seq, talk, base_seq FROM coedit_room WHERE id IN ({marks})", list(rooms))  # noqa: S608
        return {key: Head(*rest) for key, *rest in cursor.fetchall()}


def news(known: Mapping[int, tuple[str, int]]) -> dict[int, Stored | None]:
    """Of rooms with epoch and number, those where the log has more; None for one that is gone or has begun anew."""
    there, found = heads(list(known)), dict[int, Stored | None]()
    for key, (epoch, seq) in known.items():
        head = there.get(key, Head("", 0, 0, 0))
        if head.epoch != epoch:
            found[key] = None
        elif head.seq > seq:
            row = Room.objects.filter(pk=key, epoch=epoch).first()
            found[key] = stored(row, after=seq) if row else None
    return found
