"""Reads an answer's body, unpacked, never holding more than the cap."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from houtai.core.workspaces.fetching.errors import TooLarge, Unreadable

STEP = 65_536
MEGABYTE = 1_000_000


def read(chunks: Iterable[bytes], *, encoding: str, cap: int, url: str) -> bytes:
    """The unpacked body. Raises TooLarge past `cap` bytes and Unreadable for a broken or unknown packing."""
    body = bytearray()
    try:
        for piece in unpacked(chunks, encoding=encoding, url=url):
            body += piece
            if len(body) > cap:
                raise TooLarge(url, megabytes=f"{cap / MEGABYTE:g}")
    except zlib.error:
        raise Unreadable(url) from None
    return bytes(body)


def unpacked(chunks: Iterable[bytes], *, encoding: str, url: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        return iter(chunks)
    if encoding in ("gzip", "x-gzip", "deflate"):
        return inflated(chunks)
    raise Unreadable(url)


def inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpacks a step at a time: a few bytes may stand for gigabytes."""
    packed = iter(chunks)
    first = next((chunk for chunk in packed if chunk), b"")
    inflater = zlib.decompressobj(window(first))
    for chunk in chain([first], packed):
        yield from steps(inflater, chunk)


def steps(inflater: zlib._Decompress, chunk: bytes) -> Iterator[bytes]:
    while chunk and not inflater.eof:
        yield inflater.decompress(chunk, STEP)
        chunk = inflater.unconsumed_tail


def window(first: bytes) -> int:
    """Bits for zlib: gzip and zlib are told apart by it; some servers send deflate without its head."""
    gzip = first[:2] == b"\x1f\x8b"
    headed = len(first) > 1 and first[0] & 15 == 8 and (first[0] * 256 + first[1]) % 31 == 0
    return 47 if gzip or headed else -zlib.MAX_WBITS
