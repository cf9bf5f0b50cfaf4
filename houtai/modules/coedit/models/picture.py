"""What guests of a room took in."""

from __future__ import annotations

from django.db import models


class GuestPicture(models.Model):
    """A picture that a guest may put into the text of this room. image: its number in the library."""

    room = models.ForeignKey("coedit.Room", models.CASCADE, related_name="pictures")
    image = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "image"], name="one_picture_per_room")]

    def __str__(self) -> str:
        return f"{self.room_id}:{self.image}"
