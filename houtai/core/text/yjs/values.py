"""The contents of Yjs items, read without keeping them."""

from __future__ import annotations

import json
from collections.abc import Callable

from houtai.core.text.yjs.bytes_in import Bytes, broken

DEEPEST = 30
# Y.Array, Y.Map, Y.Text, Y.XmlElement, Y.XmlFragment, Y.XmlText.
TYPES = frozenset({0, 1, 2, 3, 4, 6})
XML_ELEMENT = 3
# Bytes that follow: undefined, null, true, false, float32, float64. A BigInt (122) is no JSON and breaks editors.
FIXED = {127: 0, 126: 0, 120: 0, 121: 0, 124: 4, 123: 8}


class Values(Bytes):
    def json(self) -> None:
        """Raises ValueError for what is no JSON, RecursionError never."""
        text = self.string()
        if text.count("[") + text.count("{") > 10 * DEEPEST:
            raise broken("JSON too deep")
        json.loads(text)

    def content(self, kind: int) -> int:
        """Reads an item's content and says how many clocks it takes."""
        if kind == 1:
            return self.uint()
        if kind == 4:
            return len(self.string().encode("utf-16-le")) // 2
        if kind == 8:
            return self.several(self.anything)
        self.single(kind)
        return 1

    def single(self, kind: int) -> None:
        if kind == 3:
            self.take(self.uint())
        elif kind == 5:
            self.json()
        elif kind == 6:
            self.string()
            self.json()
        elif kind == 7:
            self.type()
        else:
            raise broken("an item of no kind")

    def several(self, read: Callable[[], None]) -> int:
        count = self.uint()
        for _ in range(count):
            self.part()
            read()
        return count

    def type(self) -> None:
        kind = self.uint()
        if kind not in TYPES:
            raise broken("a type of no kind")
        if kind == XML_ELEMENT:
            self.string()

    def anything(self, depth: int = 0) -> None:
        kind = self.byte()
        if kind in FIXED:
            self.take(FIXED[kind])
        elif kind in (116, 119):
            self.take(self.uint()) if kind == 116 else self.string()
        elif kind == 125:
            self.signed()
        elif kind in (117, 118) and depth < DEEPEST:
            self.collection(depth, named=kind == 118)
        else:
            raise broken("a value of no kind, or too deep")

    def signed(self) -> None:
        if self.byte() & 0x80:
            self.uint()

    def collection(self, depth: int, *, named: bool) -> None:
        for _ in range(self.uint()):
            self.part()
            if named:
                self.string()
            self.anything(depth + 1)
