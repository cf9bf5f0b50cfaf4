"""Who is held out: hashed by salt and reader number, so it never changes, and two salts are independent."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import numpy as np
from pyroaring import BitMap

GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def drawn(numbers: Any, *, salt: str) -> Any:
    """A float64 in [0, 1) for each reader number: splitmix64 (Steele, Lea, Flood 2014) of number and salt."""
    seed = np.uint64(int.from_bytes(blake2b(salt.encode(), digest_size=8).digest(), "big"))
    with np.errstate(over="ignore"):
        mixed = np.asarray(numbers, dtype=np.uint64) * GOLDEN + seed
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) / 2**53


def held_out(members: BitMap, *, salt: str, percent: float) -> BitMap:
    """The part of `members` that is held out."""
    numbers = np.frombuffer(members.to_array(), dtype=np.uint32) if hasattr(members, "to_array") else np.array(members)
    return BitMap(np.asarray(numbers)[drawn(numbers, salt=salt) * 100 < percent].astype(np.uint32))
