"""Counts of many readers at once, bit-sliced: plane i holds the readers in whose count the binary digit i is 1.

O'Neil and Quass, "Improved query performance with variant indexes", 1997.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from pyroaring import BitMap

Planes = list[BitMap]


def sliced(numbers: Any, counts: Any) -> Planes:
    """Planes of reader numbers (each once) and their counts, above 0."""
    numbers, counts = np.asarray(numbers, dtype=np.uint32), np.asarray(counts, dtype=np.int64)
    digits = int(counts.max(initial=0)).bit_length()
    return [BitMap(numbers[(counts >> digit) & 1 == 1]) for digit in range(digits)]


def added(planes: Sequence[BitMap], more: Sequence[BitMap]) -> Planes:
    """The sum of two counts, as an adder of hardware makes it."""
    total, carry = [], BitMap()
    for digit in range(max(len(planes), len(more))):
        one = planes[digit] if digit < len(planes) else BitMap()
        two = more[digit] if digit < len(more) else BitMap()
        either = one ^ two
        total.append(either ^ carry)
        carry = (one & two) | (either & carry)
    return [*total, carry] if carry else total


def at_least(planes: Sequence[BitMap], times: int) -> BitMap:
    """The readers whose count is `times` or more; `times` is above 0."""
    if times >> len(planes):
        return BitMap()
    above, level = BitMap(), BitMap.union(*planes)
    for digit in reversed(range(len(planes))):
        if times >> digit & 1:
            level = level & planes[digit]
        else:
            above |= level & planes[digit]
            level = level - planes[digit]
    return above | level


def totals(slices: Iterable[Sequence[BitMap]]) -> Planes:
    total: Planes = []
    for planes in slices:
        total = added(total, planes)
    return total


def counted(planes: Sequence[BitMap], number: int) -> int:
    """The count of one reader."""
    return sum(1 << digit for digit, plane in enumerate(planes) if number in plane)
