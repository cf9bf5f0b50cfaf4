"""How a workspace may be called: anything that people write in one line."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.refusals import Refusal

LONGEST, MOST_SIGNS = 100, 1000
JOINER = "\u200d"
# They turn the direction of whatever is shown after the name, so that it could pass for another.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class BadName(Refusal):
    """A workspace cannot be called so."""


def named(text: str) -> str:
    """The name as it is kept: composed (NFC), one space between words. Raises BadName.

    At most 100 characters as people count them (marks, joined emoji and flags are one), in at most 1,000 code points.
    """
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if wrong := sorted(filter(_is_refused, set(name))):
        signs = ", ".join(f"U+{ord(sign):04X}" for sign in wrong[:5])
        raise BadName(_("A name cannot hold these invisible signs: %(signs)s.") % {"signs": signs})
    if all(unicodedata.category(sign)[0] in "MZ" or unicodedata.category(sign) == "Cf" for sign in name):
        raise BadName(_("Give it a name that can be seen."))
    if len(name) > MOST_SIGNS or _signs(name) > LONGEST:
        raise BadName(_("A name has at most 100 characters."))
    return name


def _signs(name: str) -> int:
    """Grapheme clusters, near enough to UAX #29 for a limit."""
    return sum(not _continues(before, sign) for before, sign in pairwise(f" {name}"))


def _continues(before: str, sign: str) -> bool:
    if before == JOINER or unicodedata.category(sign)[0] == "M" or unicodedata.category(sign) == "Cf":
        return True
    return "\U0001f3fb" <= sign <= "\U0001f3ff" or (_is_flag_half(before) and _is_flag_half(sign))


def _is_flag_half(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"


def _is_refused(sign: str) -> bool:
    """Control characters, halves of pairs, and what Unicode says is no character. New ones are welcome."""
    point = ord(sign)
    if sign in TURNING or unicodedata.category(sign) in ("Cc", "Cs"):
        return True
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
