"""Values as Yjs writes them (lib0 `encoding.js`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def varuint(number: int) -> bytes:
    """Seven bits a byte, lowest first."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def string(text: str) -> bytes:
    data = text.encode()
    return varuint(len(data)) + data


def utf16(text: str) -> int:
    """How long JavaScript says that the text is."""
    return len(text.encode("utf-16-le")) // 2


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def anything(value: Any) -> bytes:
    """A JSON value in lib0's `any` encoding. Numbers are whole and below 2**31."""
    if isinstance(value, str):
        return b"\x77" + string(value)
    if isinstance(value, bool) or value is None:
        return {True: b"\x78", False: b"\x79", None: b"\x7e"}[value]
    if isinstance(value, int):
        return b"\x7d" + signed(value)
    if isinstance(value, Mapping):
        pairs = (string(name) + anything(item) for name, item in value.items())
        return b"\x76" + varuint(len(value)) + b"".join(pairs)
    return b"\x75" + varuint(len(value)) + b"".join(anything(item) for item in value)


def signed(number: int) -> bytes:
    """Six bits and a sign first, then seven bits a byte."""
    size = abs(number)
    head = size & 0x3F | (0x40 if number < 0 else 0)
    return bytes([head]) if size < 0x40 else bytes([head | 0x80]) + varuint(size >> 6)
