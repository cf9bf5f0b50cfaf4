"""The slots of readers' attention that are taken, and the lowest free ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from houtai.modules.push.models.delivery import Delivery
from houtai.modules.push.models.ground import Flags, Numbers

Slots = NDArray[np.int16]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Row for row of `numbers`: which slots are taken on that reader's day, of all channels and of each."""

    used: Flags
    used_by: Mapping[str, Flags]

    @classmethod
    def of(cls, numbers: Numbers, *, days: Sequence[date], day: NDArray[np.int32], channels: Sequence[str]) -> Taken:
        """days: the dates in question; day: for each reader, which of them."""
        rows = Delivery.objects.filter(day__in=set(days)).exclude(slot=None)
        found = list(rows.values_list("reader_id", "day", "slot", "channel", "channel_slot"))
        readers = np.fromiter((row[0] for row in found), dtype=np.uint32, count=len(found))
        place = np.minimum(np.searchsorted(numbers, readers), max(len(numbers) - 1, 0))
        dates = np.array([row[1] for row in found], dtype="datetime64[D]")
        meant = np.array(list(days), dtype="datetime64[D]")[day] if len(numbers) else dates[:0]
        ours = np.flatnonzero((numbers[place] == readers) & (meant[place] == dates)) if len(numbers) else place[:0]
        width = max((row[2] for row in found), default=0) + 1
        used = np.zeros((len(numbers), width), dtype=np.bool_)
        used_by = {channel: used.copy() for channel in channels}
        for at in ours.tolist():
            _reader, _day, slot, channel, channel_slot = found[at]
            used[place[at], slot] = True
            if channel in used_by and channel_slot < width:
                used_by[channel][place[at], channel_slot] = True
        return cls(used=used, used_by=used_by)

    def free(self, *, cap: int) -> Slots:
        """The lowest free slot from 1 to `cap`; 0 where there is none."""
        return lowest(self.used, cap=cap)

    def free_of(self, channel: str, *, cap: int) -> Slots:
        return lowest(self.used_by[channel], cap=cap)


def lowest(used: Flags, *, cap: int) -> Slots:
    if not cap:
        return np.zeros(len(used), dtype=np.int16)
    wide = np.zeros((len(used), cap), dtype=np.bool_)
    known = used[:, 1 : cap + 1]
    wide[:, : known.shape[1]] = known
    first = np.argmin(wide, axis=1)
    return np.where(wide.all(axis=1), 0, first + 1).astype(np.int16)
