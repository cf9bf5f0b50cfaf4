"""What an article should have."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houtai.modules.content.models.checks.check import Check, Piece, Remark

SHORT = 50


class NoText(Check):
    """A text may consist of pictures or of something embedded alone."""

    name = "empty"
    hard = True

    def look(self, piece: Piece) -> Iterator[Remark]:
        if not piece.text and next(piece.root.iter("img", "embed"), None) is None:
            yield self.remark(_("The text is empty."))


class ShortText(Check):
    name = "short"

    def look(self, piece: Piece) -> Iterator[Remark]:
        if 0 < piece.words < SHORT:
            words = ngettext("The text has only %(n)s word.", "The text has only %(n)s words.", piece.words)
            yield self.remark(words % {"n": piece.words})


class NoSummary(Check):
    name = "summary"
    field = "summary"

    def look(self, piece: Piece) -> Iterator[Remark]:
        if not piece.article.summary.strip():
            yield self.remark(_("There is no summary."))


class NoCover(Check):
    name = "cover"
    field = "cover"

    def look(self, piece: Piece) -> Iterator[Remark]:
        if not piece.article.cover_id and not piece.article.shown_cover_url:
            yield self.remark(_("There is no cover."))


class NoSource(Check):
    """What was collected says from where."""

    name = "source"
    field = "source_name"

    def look(self, piece: Piece) -> Iterator[Remark]:
        found = piece.article
        if found.origin_id and not (found.source_name.strip() or found.source_url.strip()):
            yield self.remark(_("It was collected from elsewhere, and no source is named any more."))
