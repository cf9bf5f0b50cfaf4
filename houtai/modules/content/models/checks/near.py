"""Whether we have published the same before."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from houtai.core.text.models import Fingerprint
from houtai.core.ui.figures import percent
from houtai.modules.content.models.checks.check import Check, Piece, Remark

SAME = 0.7
TELLING = 20


class SameText(Check):
    """Short texts are alike by chance."""

    name = "same"

    def look(self, piece: Piece) -> Iterator[Remark]:
        if piece.words < TELLING:
            return
        near = Fingerprint.objects.nearest(
            piece.text, kind=piece.article._meta.label_lower, key=str(piece.article.pk or "")
        )
        if near and near[1] >= SAME:
            told = {"title": near[0], "share": percent(near[1])}
            yield self.remark(_("“%(title)s” is public already, and %(share)s of its text is the same.") % told)
