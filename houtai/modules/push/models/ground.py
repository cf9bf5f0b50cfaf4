"""What the arbiter stands on: which readers there are, where they live and how they can be reached, as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from houtai.core.readers.models import Address, Channel, Consent, Reader

Numbers = NDArray[np.uint32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Rows of arrays are readers by rising number. zone: index into `zones`; reachable, refused: by channel."""

    numbers: Numbers
    zone: NDArray[np.int32]
    zones: tuple[str, ...]
    reachable: Mapping[str, Flags]
    refused: Mapping[str, Flags]

    @classmethod
    def of(cls, *, simulated: bool) -> Ground:
        """All readers as they are now: real ones, or simulated ones. Those merged into another are not there."""
        rows = list(
            Reader.objects.filter(merged=None, simulated=simulated).order_by("pk").values_list("pk", "timezone")
        )
        numbers = np.fromiter((number for number, _zone in rows), dtype=np.uint32, count=len(rows))
        known = {name: place for place, name in enumerate(sorted({zone for _number, zone in rows}))}
        alive = Address.objects.filter(dead=None, reader__simulated=simulated)
        refusals = Consent.objects.filter(given=False, reader__simulated=simulated)
        return cls(
            numbers=numbers,
            zone=np.fromiter((known[zone] for _number, zone in rows), dtype=np.int32, count=len(rows)),
            zones=tuple(known),
            reachable=by_channel(alive, numbers),
            refused=by_channel(refusals, numbers),
        )

    def places(self, members: BitMap) -> NDArray[np.int64]:
        """Rows of these readers; who is gone or merged has none."""
        wanted = np.asarray(members.to_array(), dtype=np.uint32)
        return np.flatnonzero(np.isin(self.numbers, wanted, assume_unique=True))


def by_channel(rows: Any, numbers: Numbers) -> dict[str, Flags]:
    flags = {channel: np.zeros(len(numbers), dtype=np.bool_) for channel in Channel.values}
    for channel, flag in flags.items():
        found = np.fromiter(rows.filter(channel=channel).values_list("reader_id", flat=True), dtype=np.uint32)
        flag[:] = np.isin(numbers, found)
    return flags


def zone_of(name: str) -> Any:
    """The time zone of that name; UTC for names that nobody knows."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError):
        return UTC


def local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(zone_of(zone))
