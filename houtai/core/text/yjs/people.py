"""Other names for people within a document: whom it mentions, and who suggested what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pycrdt

from houtai.core.text.yjs.live import Parent, attributes_of
from houtai.core.text.yjs.marks import SUGGESTIONS
from houtai.core.text.yjs.taking import fragment, number

Naming = Callable[[str], str]


def rename(doc: pycrdt.Doc[Any], *, mentioned: Naming, by: Naming) -> None:
    """mentioned, by: from the id in a mention, and from the key of who suggests, to what it is now."""
    with doc.transaction():
        within(fragment(doc), mentioned, by)


def within(parent: Parent, mentioned: Naming, by: Naming) -> None:
    for child in list(parent.children):
        if isinstance(child, pycrdt.XmlElement):
            known = attributes_of(child).get("id") if child.tag == "mention" else None
            if isinstance(known, str) and mentioned(known) != known:
                child.attributes["id"] = mentioned(known)
            within(child, mentioned, by)
        elif isinstance(child, pycrdt.XmlText):
            words(child, by)


def words(text: pycrdt.XmlText, by: Naming) -> None:
    """Places are counted in bytes of UTF-8, as pycrdt does."""
    stop = 0
    for part, marks in list(text.diff()):
        start, stop = stop, stop + len(part.encode())
        suggested = {name: number(marks[name]) for name in SUGGESTIONS & (marks or {}).keys() if marks and marks[name]}
        changed = {name: {**told, "by": by(told["by"])} for name, told in suggested.items() if told.get("by")}
        if changed != {name: suggested[name] for name in changed}:
            text.format(start, stop, changed)
