"""Bytes from outside, read with every length checked (lib0 `decoding.js`)."""

from __future__ import annotations

LARGEST = 2**53


def broken(what: str) -> ValueError:
    return ValueError(f"This is no Yjs update of ours: {what}.")


class Lengthy(ValueError):
    """It has more parts than may be read at once."""


class Bytes:
    """parts: how many it may still have, of whatever it lists; None for any number."""

    def __init__(self, data: bytes, *, parts: int | None = None) -> None:
        self.data = data
        self.at = 0
        self.parts = parts

    def ended(self) -> bool:
        return self.at == len(self.data)

    def part(self) -> None:
        if self.parts is not None:
            self.parts -= 1
            if self.parts < 0:
                raise Lengthy

    def byte(self) -> int:
        return self.take(1)[0]

    def take(self, count: int) -> bytes:
        if count > len(self.data) - self.at:
            raise broken("it ends too soon")
        self.at += count
        return self.data[self.at - count : self.at]

    def uint(self) -> int:
        number = shift = 0
        while (byte := self.byte()) & 0x80:
            number |= (byte & 0x7F) << shift
            shift += 7
            if shift > 49:
                raise broken("a number without end")
        number |= byte << shift
        if number >= LARGEST:
            raise broken("a number too large")
        return number

    def string(self) -> str:
        return self.take(self.uint()).decode()
