"""Sets of readers, kept as they change: whoever has a tag, an attribute's value, or did something on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

NO_DAY = date(1970, 1, 1)


class Key(NamedTuple):
    """kind: everybody, tag, attribute or did; name: "real" or "simulated", a tag's key, an attribute, an event's name;
    value: the attribute's, as JSON; day: of what was done; plane: which binary digit of the count.
    """

    kind: str
    name: str
    value: str = ""
    day: date = NO_DAY
    plane: int = 0


class Bitmaps(models.QuerySet["Bitmap"]):
    def found(self) -> dict[Key, BitMap]:
        """The sets of this selection. Those that are empty are not there."""
        rows = self.values_list("kind", "name", "value", "day", "plane", "bits")
        return {Key(*row[:5]): BitMap.deserialize(bytes(row[5])) for row in rows.iterator()}

    def of(self, key: Key) -> BitMap:
        return self.filter(**key._asdict()).found().get(key, BitMap())

    def change(self, *, added: Mapping[Key, BitMap] | None = None, removed: Mapping[Key, BitMap] | None = None) -> None:
        """Add and remove readers. Call it in the transaction of the change itself."""
        added, removed = added or {}, removed or {}
        for key in sorted({*added, *removed}):
            held = self.filter(**key._asdict()).select_for_update().found().get(key, BitMap())
            self.put(key, (held - removed.get(key, BitMap())) | added.get(key, BitMap()), before=held)

    def put(self, key: Key, bits: BitMap, *, before: BitMap | None = None) -> None:
        """Keep a set as it is now; an empty one is not kept."""
        if before is not None and bits == before:
            return
        if bits:
            self.update_or_create(**key._asdict(), defaults={"bits": bits.serialize()})
        else:
            self.filter(**key._asdict()).delete()


class Bitmap(models.Model):
    """bits: reader numbers in the portable Roaring format."""

    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    value = models.CharField(max_length=300, blank=True, default="")
    day = models.DateField(default=NO_DAY)
    plane = models.PositiveSmallIntegerField(default=0)
    bits = models.BinaryField()

    objects = Bitmaps.as_manager()

    class Meta:
        verbose_name = _("bitmap")
        verbose_name_plural = _("bitmaps")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kind", "name", "day", "plane", "value"], name="one_bitmap_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


def everybody_key(*, simulated: bool) -> Key:
    return Key("everybody", "simulated" if simulated else "real")


def everybody(*, simulated: bool = False) -> BitMap:
    """Numbers of all readers there are: real ones, or simulated ones. Those merged into another are not among them."""
    return Bitmap.objects.of(everybody_key(simulated=simulated))


def spread(pairs: Iterable[tuple[Any, int]]) -> dict[Any, BitMap]:
    """Keys with reader numbers, as a set for each key."""
    lists: dict[Any, list[int]] = {}
    for key, number in pairs:
        lists.setdefault(key, []).append(number)
    return {key: BitMap(numbers) for key, numbers in lists.items()}
