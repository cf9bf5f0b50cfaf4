"""The log of a room: what was written, in order. It is the truth; documents in memory are made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, models, transaction
from django.utils.timezone import now

RAISE = "UPDATE coedit_room SET seq = seq + %s, changed = %s WHERE id = %s AND epoch = %s RETURNING seq"


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
        with transaction.atomic():
            rows, last = cls.numbered(room, epoch, updates, at=now())
            cls.objects.bulk_create(rows)
        return last

    @classmethod
    def numbered(
        cls, room: int, epoch: str, updates: Sequence[tuple[bytes, int | None]], *, at: datetime
    ) -> tuple[list[Update], int]:
        """Rows to be written in this transaction, which holds the room's row until it ends. Raises Stale."""
        stamp = connection.ops.adapt_datetimefield_value(at)
        with connection.cursor() as cursor:
            cursor.execute(RAISE, [len(updates), stamp, room, epoch])
            found = cursor.fetchone()
        if found is None:
            raise Stale(f"room {room} of epoch {epoch} is gone")
        first = found[0] - len(updates) + 1
        rows = [
            cls(room_id=room, seq=seq, data=data, writer_id=writer, at=at)
            for seq, (data, writer) in enumerate(updates, first)
        ]
        return rows, found[0]
