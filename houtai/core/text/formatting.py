"""How a paragraph is set, to be compared and told in the words of the editor's tools."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houtai.core.text.plain import plain
from houtai.core.text.structure import inner

NAMES = {
    "p": gettext_lazy("Paragraph"),
    "h2": gettext_lazy("Heading 2"),
    "h3": gettext_lazy("Heading 3"),
    "h4": gettext_lazy("Heading 4"),
    "ul": gettext_lazy("List"),
    "ol": gettext_lazy("Numbered list"),
    "blockquote": gettext_lazy("Quote"),
    "pre": gettext_lazy("Code block"),
    "strong": gettext_lazy("Bold"),
    "em": gettext_lazy("Italic"),
    "u": gettext_lazy("Underline"),
    "s": gettext_lazy("Strikethrough"),
    "sub": gettext_lazy("Subscript"),
    "sup": gettext_lazy("Superscript"),
    "code": gettext_lazy("Code"),
    "a": gettext_lazy("Link"),
    "img": gettext_lazy("Picture"),
    "embed": gettext_lazy("Embedded"),
    "center": gettext_lazy("Centre"),
    "right": gettext_lazy("Align to the end"),
}
INLINE = ("strong", "em", "u", "s", "sub", "sup", "code", "a")


class Mark(NamedTuple):
    """name: one of NAMES; where: the address of a link or picture; text: what is marked, "" for all of it."""

    name: str
    where: str = ""
    text: str = ""

    def __str__(self) -> str:
        name = NAMES.get(self.name, self.name)
        named = _("%(name)s to %(address)s") % {"name": name, "address": self.where} if self.where else str(name)
        return _("%(name)s: “%(text)s”") % {"name": named, "text": self.text} if self.text else named


def marks_of(element: Any, boxes: Sequence[str]) -> tuple[Mark, ...]:
    """Of a paragraph or picture within these boxes, the outermost first."""
    around = [Mark(name) for name in (*boxes, element.tag, element.get("data-align")) if name in NAMES]
    if element.tag in ("img", "embed"):
        return (*(mark for mark in around if mark.name != element.tag), Mark(element.tag, address(element)))
    inside = (Mark(one.tag, address(one), plain(inner(one))) for one in element.iter(*INLINE))
    return (*around, *inside)


def address(element: Any) -> str:
    found = element.get("href") or element.get("src") or element.get("url") or ""
    return found or (f"#{element.get('id')}" if element.get("id") else "")


def remarked(old: Sequence[Mark], new: Sequence[Mark], before: str, after: str) -> tuple[list[str], list[str]]:
    """What was taken from the setting and what came to it. What came or went with its words is seen by the words."""
    one, other = Counter(old), Counter(new)
    lost = [str(mark) for mark in (one - other) if mark.text in after]
    return lost, [str(mark) for mark in (other - one) if mark.text in before]
