"""The log of a room: what was written, in order. It is the truth; documents in memory are made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, models, transaction
from django.utils.timezone import now

RAISE = "UPDATE coedit_room SET seq = seq + %s, changed = %s WHERE id = %s AND epoch = %s RETURNING seq"


ADD = "INSERT INTO coedit_update (room_id, seq, data, writer_id, at) VALUES (%s, %s, %s, %s, %s)"
# Room, number, what was changed, and its writer's key.
Row = tuple[int, int, bytes, int | None]


class Stale(LookupError):
    """The room is gone, or its history has begun anew."""


class Update(models.Model):
    """seq: 1, 2, 3 … within the room, without gaps, in the order of commits; writer: None is Houtai itself."""

    room = models.ForeignKey("coedit.Room", models.CASCADE, related_name="updates")
    seq = models.PositiveBigIntegerField()
    data = models.BinaryField()
    writer = models.ForeignKey("coedit.Writer", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "seq"], name="one_update_per_number")]

    def __str__(self) -> str:
        return f"{self.room_id}:{self.seq}"

    @classmethod
    def append(cls, room: int, epoch: str, updates: Sequence[tuple[bytes, int | None]]) -> int:
        """Add updates, each with its writer's key, and return the number of the last. Raises Stale."""
        at = now()
        with transaction.atomic():
            last = cls.reserve(room, epoch, len(updates), at=at)
            first = last - len(updates) + 1
            cls.add([(room, seq, data, writer) for seq, (data, writer) in enumerate(updates, first)], at=at)
        return last

    @classmethod
    def reserve(cls, room: int, epoch: str, count: int, *, at: datetime) -> int:
        """The last of its next numbers, for this transaction, which holds its row until it ends. Raises Stale."""
        with connection.cursor() as cursor:
            cursor.execute(RAISE, [count, connection.ops.adapt_datetimefield_value(at), room, epoch])
            found = cursor.fetchone()
        if found is None:
            raise Stale(f"room {room} of epoch {epoch} is gone")
        return int(found[0])

    @classmethod
    def add(cls, rows: Sequence[Row], *, at: datetime) -> None:
        """Without making objects of them first: it happens hundreds of times a second."""
        stamp = connection.ops.adapt_datetimefield_value(at)
        with connection.cursor() as cursor:
            cursor.executemany(ADD, [(*row, stamp) for row in rows])
