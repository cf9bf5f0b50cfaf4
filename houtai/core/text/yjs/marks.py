"""The marks on letters: their names, what they carry and the HTML elements that they are."""

from __future__ import annotations

from collections.abc import Mapping

from houtai.core.text.yjs.checks import (
    EMPTY,
    NAME,
    REFERENCE,
    TIME,
    WORDS,
    Check,
    either,
    linked,
)

PLAIN: Mapping[str, Check] = {}
SUGGESTED: Mapping[str, Check] = {"id": either(EMPTY, NAME), "by": either(EMPTY, NAME), "at": either(EMPTY, TIME)}
SUGGESTIONS = frozenset({"insertion", "deletion"})
INSERTION = "insertion"
# From the outside in, where two marks cover the same characters.
MARKS: Mapping[str, Mapping[str, Check]] = {
    "insertion": SUGGESTED,
    "deletion": SUGGESTED,
    "link": {"href": linked, "title": WORDS, "linktype": NAME, "id": REFERENCE},
    **dict.fromkeys(("bold", "italic", "underline", "strike", "superscript", "subscript", "code"), PLAIN),
}
TAGS: Mapping[str, str] = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strike": "s",
    "superscript": "sup",
    "subscript": "sub",
    "code": "code",
}
