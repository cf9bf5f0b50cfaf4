"""Sets of readers, kept as they change: whoever has a tag, an attribute's value, or did something on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from houtai.core.workspaces.alone import alone

NO_DAY = date(1970, 1, 1)
AT_ONCE = 500


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

    def under(self, keys: Iterable[Key]) -> dict[Key, BitMap]:
        """The sets under these keys; those that are empty are not there. Nobody else changes any in the meantime."""
        # A set that is not there yet has no row to be locked.
        alone("readers")
        sets: dict[Key, BitMap] = {}
        for some in self.named(keys):
            sets |= some.found()
        return {key: sets[key] for key in keys if key in sets}

    def named(self, keys: Iterable[Key]) -> Iterator[Bitmaps]:
        """Selections with all these keys among them, few for many keys."""
        for (kind, name), group in groupby(sorted(keys), key=lambda key: key[:2]):
            values = sorted({key.value for key in group})
            for start in range(0, len(values), AT_ONCE):
                yield self.filter(kind=kind, name=name, value__in=values[start : start + AT_ONCE])

    def change(self, *, added: Mapping[Key, BitMap] | None = None, removed: Mapping[Key, BitMap] | None = None) -> None:
        """Add and remove readers. Call it in the transaction of the change itself."""
        added, removed, none = added or {}, removed or {}, BitMap()
        held = self.under({*added, *removed})
        sets = {
            key: (held.get(key, none) - removed.get(key, none)) | added.get(key, none) for key in {*added, *removed}
        }
        self.keep(sets, before=held)

    def keep(self, sets: Mapping[Key, BitMap], *, before: Mapping[Key, BitMap]) -> None:
        """Keep sets as they are now, where they were other sets before; an empty one is not kept."""
        changed = {key: bits for key, bits in sets.items() if bits != before.get(key, BitMap())}
        rows = [self.model(**key._asdict(), bits=bits.serialize()) for key, bits in changed.items() if bits]
        own = list(Key._fields)
        self.bulk_create(rows, update_conflicts=True, unique_fields=own, update_fields=["bits"], batch_size=AT_ONCE)
        self.drop(key for key, bits in changed.items() if not bits)

    def drop(self, keys: Iterable[Key]) -> None:
        gone = set(keys)
        for some in self.named(gone):
            rows = some.values_list("pk", *Key._fields)
            self.filter(pk__in=[pk for pk, *key in rows if Key(*key) in gone]).delete()


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
