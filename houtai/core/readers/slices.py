"""How often each reader did one thing on one day, as it is kept: bit-sliced, a bitmap for each digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyroaring import BitMap

from houtai.core.readers.models.bitmap import Bitmap, Key


@dataclass(frozen=True)
class Slice:
    """planes: as in counters, lowest digit first."""

    name: str
    day: date
    planes: Sequence[BitMap]

    @classmethod
    def of(cls, name: str, day: date, found: Mapping[Key, BitMap]) -> Slice:
        """found: bitmaps of that name and day; the empty ones between are not kept, and made here."""
        by_digit = {key.plane: bits for key, bits in found.items()}
        return cls(name, day, [by_digit.get(digit, BitMap()) for digit in range(max(by_digit, default=-1) + 1)])

    @property
    def sets(self) -> dict[Key, BitMap]:
        return {Key("did", self.name, day=self.day, plane=digit): bits for digit, bits in enumerate(self.planes)}

    def become(self, planes: Sequence[BitMap]) -> None:
        """Keep other counts instead. Call it in the transaction of the change itself."""
        gone = {key: BitMap() for key in self.sets}
        Bitmap.objects.keep({**gone, **Slice(self.name, self.day, planes).sets}, before=self.sets)


def slices_in(found: Mapping[Key, BitMap]) -> dict[tuple[str, date], Slice]:
    """Bitmaps of what was done, put together by name and day."""
    groups: dict[tuple[str, date], dict[Key, BitMap]] = {}
    for key, bits in found.items():
        groups.setdefault((key.name, key.day), {})[key] = bits
    return {named: Slice.of(*named, group) for named, group in groups.items()}
