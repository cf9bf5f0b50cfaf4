"""Writes a tree as one Yjs update, format V1 (yjs `src/utils/encoding.js`, lib0 `encoding.js`).

We write seeds ourselves since pycrdt keeps marks and attributes in hash maps: the same text would give other bytes
each time, and with them other clocks.
"""

from __future__ import annotations

from collections.abc import Sequence

from houtai.core.text.yjs.lib0 import anything, compact, string, utf16, varuint
from houtai.core.text.yjs.tree import Marks, Node, Text

ROOT, ORIGIN, KEYED = 1, 0x80, 0x20
STRING, EMBED, FORMAT, TYPE, ANY = 4, 5, 6, 7, 8
XML_ELEMENT, XML_TEXT = 3, 6
Left = int | None


class Encoder:
    """Everything is written by one client, in document order, from clock 0 on."""

    def __init__(self, *, client: int, root: str) -> None:
        self.client = varuint(client)
        self.root = varuint(ROOT) + string(root)
        self.items: list[bytes] = []
        self.clock = 0

    def update(self, children: Sequence[Node | Text]) -> bytes:
        """The update that puts these nodes into the root fragment of an empty document."""
        self.children(children, self.root)
        head = [b"\x01", varuint(len(self.items)), self.client, b"\x00"] if self.items else [b"\x00"]
        return b"".join([*head, *self.items, b"\x00"])

    def children(self, children: Sequence[Node | Text], parent: bytes) -> None:
        left: Left = None
        for child in children:
            left = self.child(child, left, parent)

    def child(self, child: Node | Text, left: Left, parent: bytes) -> int:
        if isinstance(child, Text):
            clock = self.item(TYPE, varuint(XML_TEXT), left, parent)
            self.runs(child, self.within(clock))
            return clock
        clock = self.item(TYPE, varuint(XML_ELEMENT) + string(child.name), left, parent)
        self.children(child.children, self.within(clock))
        for name, value in child.attrs.items():
            self.item(ANY, b"\x01" + anything(value), None, self.within(clock), key=name)
        return clock

    def runs(self, text: Text, parent: bytes) -> None:
        left: Left = None
        for run in text.runs:
            left = self.formats(run.marks, left, parent)
            left = self.item(STRING, string(run.text), left, parent, length=utf16(run.text))
            left = self.formats(dict.fromkeys(run.marks), left, parent)

    def formats(self, marks: Marks | dict[str, None], left: Left, parent: bytes) -> Left:
        for name, value in marks.items():
            left = self.item(FORMAT, string(name) + string(compact(value)), left, parent)
        return left

    def within(self, clock: int) -> bytes:
        return b"\x00" + self.client + varuint(clock)

    def item(self, kind: int, content: bytes, left: Left, parent: bytes, *, key: str = "", length: int = 1) -> int:
        """Adds an item and says the clock of its last character, which is the next one's left neighbour."""
        place = parent + (string(key) if key else b"") if left is None else self.client + varuint(left)
        info = kind | (ORIGIN if left is not None else 0) | (KEYED if key else 0)
        self.items.append(bytes([info]) + place + content)
        self.clock += length
        return self.clock - 1
