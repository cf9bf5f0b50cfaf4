"""Characters that neither XML nor a database has a place for. Entities and JSON can name them all the same."""

from __future__ import annotations

import re

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """The text without them."""
    return ILLEGAL.sub("", text)
