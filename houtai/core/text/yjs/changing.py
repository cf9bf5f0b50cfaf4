"""Makes a live document say what some HTML says, by the smallest edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pycrdt

from houtai.core.text.sanitise import clean
from houtai.core.text.yjs.aligning import steps
from houtai.core.text.yjs.editing import edit_words
from houtai.core.text.yjs.live import Parent, attributes_of, children, element_at, insert, node_of
from houtai.core.text.yjs.names import CONTAINERS, NODES, TEXTBLOCKS, UNSAID
from houtai.core.text.yjs.reading import nodes
from houtai.core.text.yjs.taking import fragment
from houtai.core.text.yjs.tree import Node, Text
from houtai.core.text.yjs.writer import block

EMPTY = Node("paragraph")


def change(doc: pycrdt.Doc[Any], html: str) -> None:
    """Afterwards `writing.html(doc)` is this HTML as `clean` and the schema leave it.

    Blocks that say the same are not touched, and in those that differ only the letters that differ are, so that
    what others write at the same time stays. Suggestions and mentions stay where the text around them does.
    The document must be within the schema (`checking.unknown`), and its client not be `names.SEED`.
    """
    with doc.transaction():
        align(fragment(doc), nodes(clean(html, stored=True)))


def align(parent: Parent, goal: Sequence[Node | Text]) -> None:
    """Edits the blocks in `parent`. Those in which nothing is stored, such as a suggested paragraph, stay."""
    live, written = list(parent.children), [block(child) for child in children(parent)]
    wanted = [node for node in goal if isinstance(node, Node) and block(node)]
    shown = visible(written, live, wanted)
    texts = [written[index] for index in shown], [block(node) for node in wanted]
    kinds = [name(live[index]) for index in shown], [node.name for node in wanted]
    at = shown[-1] + 1 if shown else len(live)
    for left, right in reversed(steps(*texts, kinds)):
        if left is not None:
            at = shown[left]
        edit(parent, at, texts[0][left] if left is not None else None, wanted[right] if right is not None else None)
    complete(parent)


def visible(written: Sequence[str], live: Sequence[Any], wanted: Sequence[Node]) -> list[int]:
    """The indexes of the blocks that say something; of an empty text, the paragraph to write into."""
    found = [index for index, text in enumerate(written) if text]
    blank = len(live) == 1 and not found and bool(wanted) and not len(live[0].children)
    return [0] if blank else found


def name(handle: Any) -> str:
    return handle.tag or "" if isinstance(handle, pycrdt.XmlElement) else ""


def edit(parent: Parent, at: int, written: str | None, goal: Node | None) -> None:
    """One step: `written` is what the child at this index says, None: there is none; goal: what it is to say."""
    if written is None and goal is not None:
        insert(parent, at, goal)
    elif goal is None:
        del parent.children[at]
    elif written != block(goal):
        handle = element_at(parent, at)
        edit_block(handle, goal)
        if block(node_of(handle)) != block(goal):
            del parent.children[at]
            insert(parent, at, goal)


def edit_block(handle: pycrdt.XmlElement, goal: Node) -> None:
    edit_attributes(handle, goal.attrs)
    if goal.name in TEXTBLOCKS:
        edit_words(handle, goal.children)
    elif goal.name in CONTAINERS:
        align(handle, goal.children)


def edit_attributes(handle: pycrdt.XmlElement, goal: Mapping[str, Any]) -> None:
    has = attributes_of(handle)
    for key in NODES[handle.tag or ""].attrs:
        if key in goal and has.get(key) != goal[key]:
            handle.attributes[key] = goal[key]
        elif key in has and key not in goal and key not in UNSAID:
            del handle.attributes[key]


def complete(parent: Parent) -> None:
    """An editor deletes an item that does not begin with a paragraph, and what must hold a block and has none."""
    first = next(iter(parent.children), None)
    tag = name(parent)
    lacks = first is None and tag not in ("bulletList", "orderedList", "table", "tableRow")
    if lacks or (tag == "listItem" and name(first) != "paragraph"):
        insert(parent, 0, EMPTY)
