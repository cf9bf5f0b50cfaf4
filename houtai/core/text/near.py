"""Finds texts that are nearly the same, by MinHash signatures cut into bands (locality-sensitive hashing)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

import numpy as np

PERMUTATIONS = 64
# 16 bands of 4: texts that share 80 % of their shingles meet in a band with 99.98 % certainty, at 50 % with 64 %.
ROWS = 4
HAN_GRAM = 4
WORD_GRAM = 3

TOKEN = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)|([^\W_]+)")
MASK = (1 << 62) - 1


def signature(text: str) -> bytes:
    """64 hashes as 256 bytes, little-endian; equal for equal text on every machine. b"" when the text has no words."""
    from datasketch import MinHash  # It loads half of SciPy: two seconds that a start need not wait for.

    found = shingles(text)
    if not found:
        return b""
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=hash32, scheme="affine32")
    sketch.update_batch([shingle.encode() for shingle in sorted(found)])
    return np.asarray(sketch.hashvalues, dtype="<u4").tobytes()


def similarity(a: bytes, b: bytes) -> float:
    """Estimated share (0 to 1) of shingles that two signatures' texts have in common; standard error at most 0.0625."""
    if not a or not b:
        return 0.0
    return float(np.mean(np.frombuffer(a, dtype="<u4") == np.frombuffer(b, dtype="<u4")))


def bands(signature: bytes) -> list[int]:
    """16 numbers (62 bits, each mixed with its place); two texts that share one may be near."""
    width = ROWS * 4
    return [hash62(f"{at}:".encode() + signature[at : at + width]) for at in range(0, len(signature), width)]


def shingles(text: str) -> set[str]:
    """Overlapping pieces: four Han characters, or three words. A text shorter than that is one piece."""
    found: set[str] = set()
    words: list[str] = []
    for han, word in TOKEN.findall(text.casefold()):
        if word:
            words.append(word)
        else:
            found.update(grams(han, HAN_GRAM, ""))
    found.update(grams(words, WORD_GRAM, " "))
    return found


def grams(units: str | list[str], size: int, glue: str) -> Iterable[str]:
    if not units:
        return []
    return (glue.join(units[at : at + size]) for at in range(max(1, len(units) - size + 1)))


def hash32(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "little")


def hash62(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little") & MASK
