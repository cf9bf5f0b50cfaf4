"""Pictures to try things on."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any
from zlib import compress, crc32

from PIL import Image

# A place north of the equator, in the words of Exif: a name no other bytes of the file have.
PLACE = "51 deg 30 min"


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (40, 20), turned: int = 1, **options: Any) -> bytes:
    """A small picture with Exif that says where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010E] = PLACE
    exif.get_ifd(0x8825)[1] = "N"
    written = BytesIO()
    image = Image.new("RGB", size, (200, 80, 40))
    image.save(written, kind, **({} if kind == "GIF" else {"exif": exif}), **options)
    return written.getvalue()


def moving(kind: str, *, frames: int) -> bytes:
    written = BytesIO()
    first, *others = [
        Image.new("RGB", (8, 8), (number * 83 % 256, number * 7 % 256, number * 131 % 256)) for number in range(frames)
    ]
    first.save(written, kind, save_all=True, append_images=others, duration=40)
    return written.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + name + body + crc32(name + body).to_bytes(4, "big") for name, body in parts
    )
