"""Says in words what a document holds that the schema does not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pycrdt

from houtai.core.text.yjs.names import DEEPEST, NODES, ROOT, ROOTS, Kind
from houtai.core.text.yjs.sentences import attributes, formatting, shown
from houtai.core.text.yjs.taking import ODD, take
from houtai.core.text.yjs.tree import Node, Text

MOST = 20
ODDITIES: Mapping[Any, str] = {
    "deep": f"The text nests deeper than {DEEPEST} levels.",
    "alien": "The text holds something that is neither an element nor words.",
    "fragment": "The text holds a fragment inside itself.",
    "embedded": "An object stands among the letters of the text.",
    "attributes": "Words carry attributes of their own.",
}


def unknown(doc: pycrdt.Doc[Any]) -> list[str]:
    """One sentence for each kind of thing that is wrong, at most 20; [] for a document within the schema.

    How many nodes a node must hold is no matter here: two people who each delete one item leave an empty list.
    """
    return several([*roots(doc), *inside(take(doc), ROOT, "The text")])


def several(found: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(found))[:MOST]


def roots(doc: pycrdt.Doc[Any]) -> list[str]:
    names = frozenset(doc.keys())
    return [f"The document has a part “{shown(name)}”, which is unknown." for name in sorted(names - ROOTS)]


def inside(children: Sequence[Node | Text], kind: Kind, owner: str) -> Iterator[str]:
    """What is wrong with the children of a node of this kind, and below them."""
    for child in children:
        if isinstance(child, Text):
            yield from words(child, kind, owner)
        elif child.name == ODD and "what" in child.attrs:
            yield ODDITIES.get(child.attrs["what"], ODDITIES["alien"])
        elif child.name not in NODES:
            yield f"The text holds “{shown(child.name)}”, which is unknown."
        else:
            yield from placed(child.name, kind, owner)
            yield from node(child)


def placed(name: str, kind: Kind, owner: str) -> Iterator[str]:
    if name not in kind.children:
        yield f"“{name}” may not stand in “{owner}”."


def node(found: Node) -> Iterator[str]:
    """What is wrong with a known node and below it."""
    kind = NODES[found.name]
    yield from attributes(found.attrs, kind.attrs, found.name)
    yield from inside(found.children, kind, found.name)


def words(text: Text, kind: Kind, owner: str) -> Iterator[str]:
    """What is wrong with characters in a node of this kind."""
    if kind.marks is None:
        yield f"Words may not stand in “{owner}”."
        return
    for run in text.runs:
        yield from formatting(run.marks, kind.marks, owner)
