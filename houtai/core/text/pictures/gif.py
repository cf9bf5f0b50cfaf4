"""GIF: a screen, and frames upon it, each in blocks of at most 255 bytes."""

from __future__ import annotations

from houtai.core.text.pictures.shape import Bare, bound

IMAGE, EXTENSION, END = 0x2C, 0x21, 0x3B
TIMING, APPLICATION = 0xF9, 0xFF
STAYS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def bare(data: bytes, *, exif: bytes) -> Bare:
    """Without comments, XMP and what follows the end. A frame may be larger than the screen, so each is measured."""
    at = 13 + colours(data[10])
    parts, frames = [data[:at]], 0
    while at < len(data) and data[at] != END:
        start, kind = at, data[at]
        if kind == IMAGE:
            left, top, width, height = (int.from_bytes(data[at + n : at + n + 2], "little") for n in (1, 3, 5, 7))
            frames += 1
            bound(left + width, top + height, frames=frames)
            at = blocks(data, at + 11 + colours(data[at + 9]))
        elif kind == EXTENSION:
            at = blocks(data, at + 2)
        else:
            raise ValueError("block")
        if kind == IMAGE or stays(data[start + 1], data[start + 3 : start + 14]):
            parts.append(data[start:at])
    return Bare(data=b"".join([*parts, bytes([END])]), frames=frames)


def colours(packed: int) -> int:
    """Bytes of the table that these flags announce."""
    return 3 * 2 ** (packed % 8 + 1) if packed & 0x80 else 0


def blocks(data: bytes, at: int) -> int:
    """Where the blocks that begin here are over. Raises IndexError when the file is before."""
    while data[at]:
        at += data[at] + 1
    return at + 1


def stays(label: int, name: bytes) -> bool:
    return label == TIMING or (label == APPLICATION and name in STAYS)
