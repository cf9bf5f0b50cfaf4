"""Reads stored HTML into the nodes that an editor would have made of it."""

from __future__ import annotations

from typing import Any

import pycrdt

from houtai.core.text.sanitise import clean
from houtai.core.text.structure import parse
from houtai.core.text.yjs import reading_groups, reading_leaves  # noqa: F401  # importing them is what makes them known
from houtai.core.text.yjs.encoding import Encoder
from houtai.core.text.yjs.names import FRAGMENT, SEED
from houtai.core.text.yjs.reader import container
from houtai.core.text.yjs.tree import Node


def fill(doc: pycrdt.Doc[Any], html: str) -> None:
    """Puts stored HTML into a document whose text is empty.

    All of it is written by one fixed client, `names.SEED`, from clock 0 on, so that the same HTML makes the same
    items wherever it is read. Nobody may write as that client afterwards: give the document another `client_id`.
    """
    doc.apply_update(seed(html))


def seed(html: str) -> bytes:
    """The update that `fill` applies: the same bytes for the same HTML, items in the order y-prosemirror writes."""
    return Encoder(client=SEED, root=FRAGMENT).update(nodes(clean(html, stored=True)))


def nodes(html: str) -> list[Node]:
    """The blocks of clean HTML; an empty text is one empty paragraph."""
    return container(parse(html), 0) or [Node("paragraph")]
