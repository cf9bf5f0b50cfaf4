"""PNG: a row of chunks with their names and sums."""

from __future__ import annotations

from zlib import crc32

from houtai.core.text.pictures.shape import Bare, bound

HEAD = b"\x89PNG\r\n\x1a\n"
# What the look of a picture or its movement depends on; texts, times and Exif are not among it.
STAYS = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs bKGD mDCV cLLI acTL fcTL fdAT".split())


def bare(data: bytes, *, exif: bytes) -> Bare:
    """Without texts, times, Exif and whatever follows the end."""
    parts, at, frames, name = [HEAD], len(HEAD), 0, b""
    while name != b"IEND":
        name, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4], "big")
        if len(name) < 4 or end > len(data):
            raise ValueError("chunk")
        if name in STAYS:
            parts.append(data[at:end])
        if name == b"IHDR" and exif:
            parts.append(chunk(b"eXIf", exif.removeprefix(b"Exif\0\0")))
        if name == b"fcTL":
            frames += 1
            bound(1, 1, frames=frames)
        at = end
    return Bare(data=b"".join(parts), frames=max(frames, 1))


def chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + crc32(name + body).to_bytes(4, "big")
