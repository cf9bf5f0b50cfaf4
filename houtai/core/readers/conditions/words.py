"""A condition's text cut into words, and what is said when it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from houtai.core.work.errors import Refused

LONGEST = 5000
CUT = re.compile(
    r"""(?P<space>\s+)
    | "(?P<quoted>(?:[^"\\]|\\.)*)" | “(?P<curly>[^”]*)” | 「(?P<corner>[^」]*)」
    | (?P<mark>[():：（）])
    | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))
    | (?P<word>[^\s"“”「」():：（）]+)
    | (?P<wrong>.)""",
    re.VERBOSE | re.DOTALL,
)
WIDE = {"：": ":", "（": "(", "）": ")"}


class BadCondition(Refused):
    """The text is no condition. at: where in the text, from 0, or None when it is not one place that is wrong."""

    status = 422

    def __init__(self, message: str, *, at: int | None = None) -> None:
        self.at = at
        super().__init__(message)


class UnknownThing(BadCondition):
    """No tag or audience has this name."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        near = get_close_matches(name, list(known), n=2)
        told = {"what": what, "name": name, "near": _(" or ").join(f"“{each}”" for each in near)}
        text = _("There is no %(what)s “%(name)s”.") % told
        super().__init__(text + (" " + _("Did you mean %(near)s?") % told if near else ""))


@dataclass(frozen=True)
class Token:
    """kind: quoted, mark, number, word, or end; text: without its quotes; at: where it begins."""

    kind: str
    text: str
    at: int

    @property
    def shown(self) -> str:
        return _("the end") if self.kind == "end" else f"“{self.text}”"


def tokens(text: str) -> list[Token]:
    """Raises BadCondition for a quote that is not closed, and for a text that is far too long."""
    if len(text) > LONGEST:
        raise BadCondition(_("A condition has at most %(most)s characters.") % {"most": LONGEST}, at=LONGEST)
    found = [token(match) for match in CUT.finditer(text) if not match["space"]]
    return [*found, Token("end", "", len(text))]


def token(match: re.Match[str]) -> Token:
    at = match.start()
    kind = match.lastgroup or "wrong"
    if kind == "wrong":
        raise BadCondition(_("The quote at %(at)s is not closed.") % {"at": at + 1}, at=at)
    if kind == "quoted":
        return Token("quoted", re.sub(r"\\(.)", r"\1", match[kind], flags=re.DOTALL), at)
    if kind in ("curly", "corner"):
        return Token("quoted", match[kind], at)
    return Token(kind, WIDE.get(match[kind], match[kind]), at)
