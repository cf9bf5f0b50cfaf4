"""Letters as HTML has a place for them, and the marks on them that it can say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from houtai.core.text.structure import ILLEGAL, WITH_CONTENT
from houtai.core.text.yjs.checks import valid
from houtai.core.text.yjs.marks import MARKS, SUGGESTIONS
from houtai.core.text.yjs.tree import Marks

BREAK = re.compile(r"[\t\n\f\r]")
BLANKS = re.compile(r"[ \t\n\f\r]+")
CONTENT = re.compile(rf"<(?:{'|'.join(WITH_CONTENT)})\b")
TAG = re.compile(r"<[^>]*>")
KNOWN = tuple(MARKS)


def holds(markup: str) -> bool:
    """Whether there is anything to see, as `structure.drop_empty` judges it."""
    return bool(TAG.sub("", markup).strip() or CONTENT.search(markup))


def legal(text: str) -> str:
    """The characters that HTML has a place for, with the line ends that it has."""
    return ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def spaced(text: str) -> str:
    """In prose a line end in the source is a blank."""
    kept = legal(text)
    return BLANKS.sub(lambda found: " " if BREAK.search(found[0]) else found[0], kept) if BREAK.search(kept) else kept


def known(marks: Marks, *, suggestions: bool = False) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The marks that can be written, in the schema's order, with the attributes that it knows."""
    for name in KNOWN:
        if name in marks and (suggestions or name not in SUGGESTIONS):
            attrs = allowed(name, marks[name])
            if name != "link" or "href" in attrs or "linktype" in attrs:
                yield name, attrs


def allowed(name: str, given: Any) -> dict[str, Any]:
    pairs = given.items() if isinstance(given, Mapping) else ()
    return {key: str(value) for key, value in pairs if value not in (None, "") and valid(key, value, MARKS[name])}
