"""Looks only at what an update changed."""

from __future__ import annotations

from typing import Any

import pycrdt
from pycrdt import _pycrdt as raw

from houtai.core.text.yjs.checking import inside, roots, several
from houtai.core.text.yjs.clients import choked
from houtai.core.text.yjs.images import images
from houtai.core.text.yjs.names import DEEPEST, NODES, ROOT, Kind
from houtai.core.text.yjs.sentences import attributes
from houtai.core.text.yjs.taking import fragment, number, odd, tag_of, taken, text_of
from houtai.core.text.yjs.tree import Node


def watch(doc: pycrdt.Doc[Any]) -> Watch:
    """Begins to watch. What the document held before is taken to be checked (`checking.unknown`)."""
    return Watch(doc)


class Watch:
    """Notes what changes in a document's text; costs as much as what changed, not as much as the text."""

    def __init__(self, doc: pycrdt.Doc[Any]) -> None:
        self.doc = doc
        self.root = fragment(doc)
        self.handle = self.root.integrated
        self.wrong: list[str] = []
        self.images: set[str] = set()
        self.subscription = self.handle.observe_deep(self.note)

    def found(self) -> list[str]:
        """What is wrong in all that changed since the last call, as `checking.unknown` says it."""
        wrong, self.wrong = self.wrong, []
        return several([*roots(self.doc), *wrong])

    def shown(self) -> set[str]:
        """The pictures of the library in all that changed since the last call, as `images` says them."""
        shown, self.images = self.images, set()
        return shown

    def close(self) -> None:
        self.subscription.drop()

    def note(self, events: list[Any]) -> None:
        """Called by pycrdt within the transaction. Whatever it chokes on is nothing that we know."""
        for event in events:
            try:
                self.wrong += self.changed(event)
            except BaseException as error:
                if not choked(error):
                    raise
                self.wrong += inside([odd("alien")], ROOT, "The text")

    def changed(self, event: Any) -> list[str]:
        target, transaction = event.target, event.transaction
        kind, owner = self.kind(target)
        if isinstance(target, raw.XmlText):
            parent, owner = self.kind(target.parent())
            return list(inside(list(text_of(target, transaction)), parent, owner))
        if not isinstance(target, (raw.XmlElement, raw.XmlFragment)):
            return list(inside([odd("alien")], ROOT, owner))
        return [*self.attributes(target, transaction, kind, owner), *self.added(event, kind, owner)]

    def kind(self, handle: Any) -> tuple[Kind, str]:
        tag = tag_of(handle) if isinstance(handle, raw.XmlElement) else None
        return (NODES.get(tag, Kind()), tag) if tag else (ROOT, "The text")

    def attributes(self, target: Any, transaction: Any, kind: Kind, owner: str) -> list[str]:
        if not isinstance(target, raw.XmlElement):
            return []
        given = {name: number(value) for name, value in target.attributes(transaction)}
        self.images |= images([Node(owner, given)])
        return list(attributes(given, kind.attrs, owner))

    def added(self, event: Any, kind: Kind, owner: str) -> list[str]:
        """What is wrong with new children and all that is in them."""
        target, transaction = event.target, event.transaction
        depth = level(target)
        fresh = [child for change in event.delta for child in change.get("insert", ())]
        if fresh and depth > DEEPEST:
            return list(inside([odd("deep")], kind, owner))
        nodes = [found for child in fresh for found in taken(child, transaction, depth)]
        self.images |= images(nodes)
        alien = target.len(transaction) != len(target.children(transaction))
        return list(inside([*nodes, odd("alien")] if alien else nodes, kind, owner))


def level(handle: Any) -> int:
    """How deep below the root the element stands, counted as far as a document may go."""
    depth = 0
    while isinstance(handle, raw.XmlElement) and depth <= DEEPEST:
        handle, depth = handle.parent(), depth + 1
    return depth
