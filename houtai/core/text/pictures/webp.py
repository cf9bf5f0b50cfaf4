"""WebP: chunks in a RIFF file."""

from __future__ import annotations

from houtai.core.text.pictures.shape import Bare, bound

STAYS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
EXIF, XMP = 0x08, 0x04


def bare(data: bytes, *, exif: bytes) -> Bare:
    """Without Exif, XMP, what nobody knows and whatever follows the end."""
    parts, at, frames = [], 12, 0
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if len(body) < size:
            raise ValueError("chunk")
        if name == b"VP8X":
            body = bytes([body[0] & ~(EXIF | XMP) | (EXIF if exif else 0)]) + body[1:]
        if name == b"ANMF":
            frames += 1
            bound(1, 1, frames=frames)
        if name in STAYS:
            parts.append(chunk(name, body))
        at += 8 + size + size % 2
    if exif and any(part.startswith(b"VP8X") for part in parts):
        parts.append(chunk(b"EXIF", exif.removeprefix(b"Exif\0\0")))
    inside = b"WEBP" + b"".join(parts)
    return Bare(data=b"RIFF" + len(inside).to_bytes(4, "little") + inside, frames=max(frames, 1))


def chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)
