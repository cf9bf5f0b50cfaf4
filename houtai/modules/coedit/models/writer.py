"""Who a Yjs client is: by the number of the client that wrote them, every character has an author."""

from __future__ import annotations

from django.db import models

# Readable on light and on dark, and told apart by most colour-blind people.
COLOURS = ("#b3261e", "#00639a", "#6d3fc0", "#0b6e4f", "#8f4e00", "#a0216b", "#3d5afe", "#5b6300")


class Writer(models.Model):
    """client: the number that a browser drew for one page; key: who that was, "u7" for user 7, "g3" for guest 3."""

    room = models.ForeignKey("coedit.Room", models.CASCADE, related_name="writers")
    client = models.PositiveBigIntegerField()
    key = models.CharField(max_length=24)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "client"], name="one_writer_per_client")]

    def __str__(self) -> str:
        return self.name

    @property
    def shown(self) -> dict[str, str]:
        return shown(self.key, self.name)


def shown(key: str, name: str) -> dict[str, str]:
    """What others see of somebody; the colour is the same in every room."""
    return {"key": key, "name": name, "colour": COLOURS[sum(map(ord, key)) % len(COLOURS)]}
