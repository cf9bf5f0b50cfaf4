"""Writes a document as the HTML that is stored and published."""

from __future__ import annotations

from typing import Any

import pycrdt

from houtai.core.text.sanitise import clean
from houtai.core.text.yjs import writing_groups, writing_leaves  # noqa: F401  # importing them is what makes them known
from houtai.core.text.yjs.taking import take
from houtai.core.text.yjs.writer import blocks


def html(doc: pycrdt.Doc[Any], *, suggestions: bool = False) -> str:
    """Stored HTML, as `clean(…, stored=True)` leaves it. What the schema does not know goes, its words stay.

    suggestions: show them as `<ins data-by>` and `<del data-by>`, which are nothing to store; otherwise suggested
    insertions are left out and suggested deletions stay, since nobody has accepted them yet.
    """
    written = blocks(take(doc), suggestions=suggestions)
    return written if suggestions else clean(written, stored=True)
