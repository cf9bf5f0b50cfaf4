"""Headlines that readers could not tell apart."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from houtai.modules.content.models.checks.check import Check, Piece, Remark
from houtai.modules.content.models.headline import same


class RepeatedHeadline(Check):
    name = "headlines"
    field = "headlines"

    def look(self, piece: Piece) -> Iterator[Remark]:
        title = same(piece.article.title)
        for headline in piece.article.headlines.all():
            if same(headline.text) == title:
                said = _("The headline “%(text)s” says the same as the title, so readers are not shown it.")
                yield self.remark(said % {"text": headline.text})
