"""JPEG: a row of segments, and between them what the picture is coded in."""

from __future__ import annotations

import re

from houtai.core.text.pictures.shape import Bare

START, END = b"\xff\xd8", b"\xff\xd9"
SCAN, JFIF, ICC, LAST, COMMENT = 0xDA, 0xE0, 0xE2, 0xEF, 0xFE
ADOBE = 0xEE
# Inside a scan, a marker is what is neither a stuffed byte nor a restart.
MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
# To search for one: begun anew at each FF, a long row of them would take hours.
NEXT = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def bare(data: bytes, *, exif: bytes) -> Bare:
    """Without Exif, XMP, comments, thumbnails and whatever follows the end; colour profiles stay."""
    parts = [START, segment(0xE1, exif)] if exif else [START]
    at = 2
    while found := MARKER.match(data, at):
        marker, start = data[found.end() - 1], found.end()
        if marker == END[1]:
            break
        end = start + int.from_bytes(data[start : start + 2], "big")
        if end < start + 2 or end > len(data):
            raise ValueError("segment")
        if stays(marker, data[start + 2 : end]):
            parts.append(bytes((0xFF, marker)) + data[start:end])
        at = end
        if marker == SCAN:
            following = NEXT.search(data, end)
            if not following:
                raise ValueError("end")
            at = following.start()
            parts.append(data[end:at].rstrip(b"\xff"))
    return Bare(data=b"".join([*parts, END]))


def stays(marker: int, body: bytes) -> bool:
    if marker == JFIF:
        return body.startswith(b"JFIF\0")
    if marker == ICC:
        return body.startswith(b"ICC_PROFILE\0")
    return marker == ADOBE or not (JFIF <= marker <= LAST or marker == COMMENT)


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body
