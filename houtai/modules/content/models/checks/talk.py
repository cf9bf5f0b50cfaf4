"""Whether those who write have settled what they were asked."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from houtai.core.text import shared
from houtai.modules.content.models.checks.check import Check, Piece, Remark


class OpenTalk(Check):
    """Suggested words are not published; suggested deletions are."""

    name = "open"

    def look(self, piece: Piece) -> Iterator[Remark]:
        found = shared.unsettled(piece.article)
        if n := found.suggestions:
            told = ngettext("%(n)s suggestion is still open.", "%(n)s suggestions are still open.", n)
            yield self.remark(told % {"n": n}, place=shared.SUGGESTIONS)
        if n := found.threads:
            told = ngettext("%(n)s comment is still open.", "%(n)s comments are still open.", n)
            yield self.remark(told % {"n": n})
